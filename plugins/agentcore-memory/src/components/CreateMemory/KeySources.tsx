import { ReactNode, useId } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { KeySource } from '../../model/keyChoice';

const useStyles = makeStyles(theme => ({
  below: { margin: theme.spacing(0, 0, 1, 4) },
}));

const SOURCES: readonly [KeySource, string, string?][] = [
  [
    'new',
    'Create a new key',
    'A key of AWS KMS locks what the memory keeps. You own it and can withdraw it; AWS renews it each year. The right choice if you know nothing of KMS.',
  ],
  ['listed', 'Use a key of this account'],
  ['arn', 'Another key, by its ARN'],
];

/** Where the key comes from, with what belongs to the choice below it. */
export function KeySources({
  source,
  disabled,
  onChange,
  children,
}: {
  source: KeySource;
  disabled: boolean;
  onChange: (source: KeySource) => void;
  /** What belongs to the choice. */
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <RadioGroup aria-label="Where the key comes from" name={id}>
      {SOURCES.map(([value, label, description]) => (
        <div key={value}>
          <FormControlLabel
            value={value}
            disabled={disabled}
            checked={source === value}
            onChange={() => onChange(value)}
            control={
              <Radio
                color="primary"
                inputProps={
                  description
                    ? { 'aria-describedby': `${id}-${value}` }
                    : undefined
                }
              />
            }
            label={label}
          />
          {description && (
            <Typography
              id={`${id}-${value}`}
              variant="body2"
              color="textSecondary"
              className={classes.below}
            >
              {description}
            </Typography>
          )}
          {source === value && <div className={classes.below}>{children}</div>}
        </div>
      ))}
    </RadioGroup>
  );
}
