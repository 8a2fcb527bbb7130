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
import { translateIn } from './translateIn';

/** Says which of account and region is missing. */
export const validateTarget: CustomFieldValidator<
  typeof TargetSchema.TOutput
> = (value, field, { apiHolder }) => {
  const t = translateIn(apiHolder);
  const { accountId, region } = partialPlace(value);
  if (!accountId) field.addError(t('create.target.chooseAwsAccount'));
  if (!region) field.addError(t('create.target.chooseRegion'));
};

/** Says what is missing of a memory that exists. */
export const validateMemory: CustomFieldValidator<
  typeof MemorySchema.TOutput
> = (value, field, { apiHolder }) => {
  const t = translateIn(apiHolder);
  const { memoryArn, owner } = memoryOf(value);
  if (!memoryArn) field.addError(t('create.memory.choose'));
  else if (!owner) {
    field.addError(t('create.memory.noOwner'));
  }
};

/** Says what is wrong with the key, as far as that can be told without asking AWS. */
export const validateKey: CustomFieldValidator<typeof KeySchema.TOutput> = (
  value,
  field,
  { apiHolder, formData },
) => {
  const problem = keyProblem(
    translateIn(apiHolder),
    keyOf(value),
    placeOf(formData),
  );
  if (problem) field.addError(problem);
};

/** Says what AWS refuses of several strategies. */
export const validateStrategies: CustomFieldValidator<
  typeof StrategiesSchema.TOutput
> = (value, field, { apiHolder }) => {
  const problem = strategiesProblem(translateIn(apiHolder), value ?? []);
  if (problem) field.addError(problem);
};

/** Lets nobody go on with a memory that would be refused, or of which that is not known. */
export const validateVerdict: CustomFieldValidator<
  typeof VerdictSchema.TOutput
> = async (_, field, { apiHolder, formData }) => {
  const t = translateIn(apiHolder);
  const api = apiHolder.get(agentCoreMemoryApiRef);
  const place = placeOf(formData);
  if (!api || !place) {
    field.addError(t('create.verdict.pagesFirst'));
    return;
  }
  try {
    const input = creationInput(formData);
    const { problems } = await previewOnce(api, place, input);
    if (problems.length > 0) field.addError(t('create.verdict.refused'));
  } catch {
    field.addError(t('create.verdict.notKnown'));
  }
};
