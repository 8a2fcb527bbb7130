import { useId } from 'react';
import TextField from '@material-ui/core/TextField';

/** One of the two selects of account and region. A value that can't be chosen stays, with what is wrong with it. */
export function PlaceSelect({
  label,
  none,
  value = '',
  options,
  problem,
  disabled,
  onChange,
}: {
  label: string;
  /** What to call it while nothing is chosen. */
  none: string;
  value?: string;
  options: readonly string[];
  problem?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const all = !value || options.includes(value) ? options : [...options, value];
  return (
    <TextField
      select
      required
      id={id}
      label={label}
      value={value}
      error={problem !== undefined}
      helperText={problem}
      disabled={disabled}
      onChange={event => onChange(event.target.value)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      // Belongs to `helperText`, which exists only where there is a problem.
      FormHelperTextProps={{ id: `${id}-helper-text` }}
      style={{ minWidth: 220 }}
    >
      <option value="" disabled>
        {none}
      </option>
      {all.map(option => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </TextField>
  );
}
