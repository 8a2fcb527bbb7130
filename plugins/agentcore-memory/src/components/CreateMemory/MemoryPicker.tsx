import { useState } from 'react';
import FormHelperText from '@material-ui/core/FormHelperText';
import { memoryOf } from '../../model/creationForm';
import { OfferedMemories } from '../../model/memoryOptions';
import { useChosenMemory } from '../../hooks/useMemoryOptions';
import { useTranslate } from '../../hooks/useTranslate';
import { AskedFor } from './AskedFor';
import { ChosenMemory } from './ChosenMemory';
import { FieldFrame } from './FieldFrame';
import { MemorySearch } from './MemorySearch';
import { MemorySchema } from './schemas';

/** The field for a memory that exists. A link fills it in; else it is looked for in the catalog. */
export function MemoryPicker(props: typeof MemorySchema.TProps) {
  const t = useTranslate();
  const { schema, uiSchema, formData, required, disabled, onChange } = props;
  const { memoryArn, owner } = memoryOf(formData);
  const offered: OfferedMemories | undefined =
    uiSchema?.['ui:options']?.memories;
  const [isSearching, setIsSearching] = useState(false);
  const chosen = useChosenMemory(memoryArn);
  return (
    <FieldFrame
      title={schema.title ?? t('common.word.memory')}
      description={schema.description}
      required={required}
      error={props.rawErrors.length > 0}
    >
      {memoryArn && !isSearching ? (
        <AskedFor failed={t('create.memory.readFailed')} asked={chosen}>
          {option => (
            <ChosenMemory
              option={{ ...option, ...(owner && { owner }) }}
              disabled={disabled}
              onChooseAnother={() => setIsSearching(true)}
            />
          )}
        </AskedFor>
      ) : (
        <MemorySearch
          offered={offered}
          disabled={disabled}
          onChoose={option => {
            setIsSearching(false);
            onChange({
              memoryArn: option.memoryArn,
              ...(option.owner && { owner: option.owner }),
            });
          }}
        />
      )}
      {memoryArn && !owner && !isSearching && (
        <FormHelperText error>
          {t('create.memory.noOwnerSentence')}
        </FormHelperText>
      )}
    </FieldFrame>
  );
}
