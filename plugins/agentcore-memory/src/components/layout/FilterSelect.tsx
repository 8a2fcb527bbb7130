import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { useTranslate } from '../../hooks/useTranslate';

/** One choice of a filter. */
export interface Option {
  value: string;
  label: string;
}

/** Options that are called what they are. */
export function toOptions(values: readonly string[] = []): Option[] {
  return values.map(value => ({ value, label: value }));
}

/** A filter by one value, or by none. A value that is not among the options, say from a link, is kept. */
export function FilterSelect({
  label,
  none,
  value = '',
  options,
  onChange,
}: {
  label: string;
  /** What to call it if nothing is chosen; left out: all. */
  none?: string;
  value?: string;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useTranslate();
  const id = useId();
  const all =
    !value || options.some(option => option.value === value)
      ? options
      : [...options, { value, label: value }];
  return (
    <TextField
      select
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value || undefined)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      style={{ width: 150 }}
    >
      <option value="">{none ?? t('layout.all')}</option>
      {all.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
