import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { TargetPlace } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
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
  const t = useTranslate();
  const id = useId();
  const problem = arn ? arnProblem(t, arn, place) : undefined;
  return (
    <TextField
      id={id}
      required
      fullWidth
      label={t('create.key.arnLabel')}
      value={arn}
      disabled={disabled}
      error={problem !== undefined}
      helperText={problem ?? t('create.key.arnHelp')}
      onChange={event => onChange(event.target.value.trim())}
    />
  );
}
