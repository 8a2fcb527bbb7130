import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { agentCoreMemoryApiRef } from '../../api';
import {
  keyOf,
  memoryOf,
  partialPlace,
  placeOf,
} from '../../model/creationForm';
import { creationInput } from '../../model/creationInput';
import { keyProblem } from '../../model/keyChoice';
import { strategiesProblem } from '../../model/newStrategies';
import { previewOnce } from '../../model/previewOnce';
import {
  KeySchema,
  MemorySchema,
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

/** Says what is missing of a memory that exists. */
export const validateMemory: CustomFieldValidator<
  typeof MemorySchema.TOutput
> = (value, field) => {
  const { memoryArn, owner } = memoryOf(value);
  if (!memoryArn) field.addError('Choose a memory');
  else if (!owner) {
    field.addError(
      'The memory has no owner: give it one first, by its tags in AWS',
    );
  }
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
    field.addError('Fill in the pages before first');
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
