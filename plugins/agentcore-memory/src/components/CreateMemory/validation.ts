import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { agentCoreMemoryApiRef } from '../../api';
import { keyOf, partialPlace, placeOf } from '../../model/creationForm';
import { creationInput } from '../../model/creationInput';
import { keyProblem } from '../../model/keyChoice';
import { strategiesProblem } from '../../model/newStrategies';
import { previewOnce } from '../../model/previewOnce';
import {
  KeySchema,
  StrategiesSchema,
  TargetSchema,
  VerdictSchema,
} from './schemas';

/** Says which of account and region is missing. */
export const validateTarget: CustomFieldValidator<
  typeof TargetSchema.TOutput
> = (value, field) => {
  const { accountId, region } = partialPlace(value);
  if (!accountId) field.addError('Choose an AWS account');
  if (!region) field.addError('Choose a region');
};

/** Says what is wrong with the key, as far as that can be told without asking AWS. */
export const validateKey: CustomFieldValidator<typeof KeySchema.TOutput> = (
  value,
  field,
  { formData },
) => {
  const problem = keyProblem(keyOf(value), placeOf(formData));
  if (problem) field.addError(problem);
};

/** Says what AWS refuses of several strategies. */
export const validateStrategies: CustomFieldValidator<
  typeof StrategiesSchema.TOutput
> = (value, field) => {
  const problem = strategiesProblem(value ?? []);
  if (problem) field.addError(problem);
};

/** Lets nobody go on with a memory that would be refused, or of which that is not known. */
export const validateVerdict: CustomFieldValidator<
  typeof VerdictSchema.TOutput
> = async (_, field, { apiHolder, formData }) => {
  const api = apiHolder.get(agentCoreMemoryApiRef);
  const place = placeOf(formData);
  if (!api || !place) {
    field.addError('Choose account and region first');
    return;
  }
  try {
    const input = creationInput(formData);
    const { problems } = await previewOnce(api, place, input);
    if (problems.length > 0) field.addError('This memory would be refused');
  } catch {
    field.addError('Whether this memory would be refused is not known');
  }
};
