import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { LoadFailed } from '../layout/LoadFailed';
import { useMemoryOptions } from '../../hooks/useMemoryOptions';
import { useTranslate } from '../../hooks/useTranslate';
import { MemoryOption, OfferedMemories } from '../../model/memoryOptions';

/** Finds a memory in the catalog by its name. */
export function MemorySearch({
  offered,
  disabled,
  onChoose,
}: {
  /** Left out: all memories. */
  offered?: OfferedMemories;
  disabled: boolean;
  onChoose: (option: MemoryOption) => void;
}) {
  const t = useTranslate();
  const id = useId();
  const [text, setText] = useState('');
  const { value, loading, error, retry } = useMemoryOptions(offered, text);
  if (error) {
    return (
      <LoadFailed
        title={t('create.memory.listFailed')}
        error={error}
        retry={retry}
      />
    );
  }
  return (
    <Autocomplete<MemoryOption>
      id={id}
      // It only says what it owns, which a combobox must not leave at.
      aria-controls={`${id}-popup`}
      options={value ?? []}
      loading={loading}
      disabled={disabled}
      value={null}
      inputValue={text}
      onInputChange={(_, next, reason) => reason === 'input' && setText(next)}
      onChange={(_, option) => option && onChoose(option)}
      // The catalog has filtered them.
      filterOptions={options => options}
      getOptionLabel={({ title }) => title}
      clearText={t('create.memory.clear')}
      closeText={t('create.memory.close')}
      openText={t('create.memory.open')}
      loadingText={t('create.memory.loading')}
      noOptionsText={
        offered ? t('create.memory.noneUnencrypted') : t('create.memory.none')
      }
      renderOption={({ title, owner, place }) => (
        <div>
          {title}
          <Typography variant="caption" color="textSecondary" component="div">
            {owner ? (
              <EntityDisplayName entityRef={owner} hideIcon disableTooltip />
            ) : (
              t('create.memory.unowned')
            )}
            {` · ${place}`}
          </Typography>
        </div>
      )}
      renderInput={params => (
        <TextField {...params} label={t('create.memory.find')} />
      )}
    />
  );
}
