import { useEffect, useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { useTranslate } from '../../hooks/useTranslate';
import { aliasProblem } from '../../model/keyChoice';

/** What was suggested last: the name of the memory, on another page, may have changed since. */
let suggestedBefore: string | undefined;

/** The alias of a key that is to be created. It follows the name of the memory, until a person gives another. */
export function NewKey({
  alias,
  suggestion,
  disabled,
  onChange,
}: {
  /** Left out: nobody has been asked yet. */
  alias: string | undefined;
  /** What it is called at first. */
  suggestion: string;
  disabled: boolean;
  onChange: (alias: string) => void;
}) {
  const t = useTranslate();
  const id = useId();
  const isUnset = alias === undefined;
  useEffect(() => {
    if (isUnset || alias === suggestedBefore) onChange(suggestion);
    suggestedBefore = suggestion;
    // Once: what a person empties stays empty until they leave the choice. The name is on another page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const problem = isUnset ? undefined : aliasProblem(t, alias);
  return (
    <TextField
      id={id}
      required
      fullWidth
      label={t('create.key.alias')}
      value={alias ?? ''}
      disabled={disabled}
      error={problem !== undefined}
      helperText={problem ?? t('create.key.aliasHelp')}
      onChange={event => onChange(event.target.value)}
    />
  );
}
