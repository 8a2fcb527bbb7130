import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { LoadFailed } from '../layout/LoadFailed';
import { useMemoryOptions } from '../../hooks/useMemoryOptions';
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
  const id = useId();
  const [text, setText] = useState('');
  const { value, loading, error, retry } = useMemoryOptions(offered, text);
  if (error) {
    return (
      <LoadFailed title="Could not list memories" error={error} retry={retry} />
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
      noOptionsText={
        offered
          ? 'No memory without a key of your own that you may see'
          : 'No memory that you may see'
      }
      renderOption={({ title, owner, place }) => (
        <div>
          {title}
          <Typography variant="caption" color="textSecondary" component="div">
            {owner ? (
              <EntityDisplayName entityRef={owner} hideIcon disableTooltip />
            ) : (
              'no owner'
            )}
            {` · ${place}`}
          </Typography>
        </div>
      )}
      renderInput={params => (
        <TextField {...params} label="Find a memory by its name" />
      )}
    />
  );
}
