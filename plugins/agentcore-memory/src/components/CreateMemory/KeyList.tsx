import { useId, useState } from 'react';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { filterKeys } from '../../model/keyChoice';
import { Translate } from '../../translation';
import { KeyOption } from './KeyOption';

/** A list that is longer has a filter. */
const LONG = 8;

const useStyles = makeStyles(theme => ({
  list: {
    flexWrap: 'nowrap',
    maxHeight: 400,
    overflowY: 'auto',
    marginTop: theme.spacing(1),
    padding: theme.spacing(0, 1.5),
    // Shows that there is more below.
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

function countKeys(t: Translate, all: number, greyed: number): string {
  const keys = t('create.key.count', { count: all });
  return greyed === 0
    ? keys
    : t('create.key.countGreyed', { keys, greyed: String(greyed) });
}

/** The keys of an account and region as radio buttons, those that can't be chosen among them. */
export function KeyList({
  keys,
  chosen,
  disabled,
  onChange,
}: {
  keys: readonly TargetKey[];
  /** ARN of the chosen key. */
  chosen?: string;
  disabled: boolean;
  onChange: (arn: string) => void;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const id = useId();
  const [text, setText] = useState('');
  const shown = filterKeys(keys, text);
  // A radio button that is disabled can't be reached with the keyboard: it is ignored instead.
  const choose = (arn: string) => {
    if (keys.some(key => key.arn === arn && key.usable)) onChange(arn);
  };
  const greyed = keys.filter(({ usable }) => !usable).length;
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {countKeys(t, keys.length, greyed)}
      </Typography>
      {keys.length > LONG && (
        <TextField
          id={id}
          type="search"
          label={t('create.key.filter')}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      )}
      <RadioGroup
        aria-label={t('create.key.list')}
        name={`${id}-key`}
        className={classes.list}
        value={chosen ?? ''}
        onChange={event => choose(event.target.value)}
      >
        {shown.map(key => (
          <KeyOption key={key.arn} targetKey={key} disabled={disabled} />
        ))}
      </RadioGroup>
      {shown.length === 0 && (
        <Typography variant="body2">{t('create.key.noMatch')}</Typography>
      )}
    </>
  );
}
