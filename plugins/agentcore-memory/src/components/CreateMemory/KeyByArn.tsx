import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { TargetPlace } from '../../api';
import { arnProblem } from '../../model/keyChoice';

/** A key by its ARN, such as one of another account. */
export function KeyByArn({
  arn = '',
  place,
  disabled,
  onChange,
}: {
  arn?: string;
  place?: TargetPlace;
  disabled: boolean;
  onChange: (arn: string) => void;
}) {
  const id = useId();
  const problem = arn ? arnProblem(arn, place) : undefined;
  return (
    <TextField
      id={id}
      required
      fullWidth
      label="ARN of the key"
      value={arn}
      disabled={disabled}
      error={problem !== undefined}
      helperText={
        problem ??
        'Of a key or alias in the region of the memory. The key is checked before anything is created.'
      }
      onChange={event => onChange(event.target.value.trim())}
    />
  );
}
