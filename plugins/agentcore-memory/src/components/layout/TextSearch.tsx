import { useEffect, useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import useDebounce from 'react-use/esm/useDebounce';

const PAUSE_MS = 300;

/** A search that waits for a pause in typing. */
export function TextSearch({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string | undefined) => void;
}) {
  const id = useId();
  const [text, setText] = useState(value);
  // Back, forward and "Clear filters" change the value from outside. A blank at the end may precede a word.
  useEffect(
    () => setText(current => (current.trim() === value ? current : value)),
    [value],
  );
  useDebounce(
    () => {
      if (text.trim() !== value) onChange(text.trim() || undefined);
    },
    PAUSE_MS,
    [text],
  );
  return (
    <TextField
      id={id}
      type="search"
      label={label}
      value={text}
      onChange={event => setText(event.target.value)}
      InputLabelProps={{ shrink: true }}
      style={{ width: 200 }}
    />
  );
}
