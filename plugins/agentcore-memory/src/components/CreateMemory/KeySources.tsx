import { ReactNode, useId } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslate } from '../../hooks/useTranslate';
import { KeySource } from '../../model/keyChoice';

const useStyles = makeStyles(theme => ({
  below: { margin: theme.spacing(0, 0, 1, 4) },
}));

const SOURCES: readonly KeySource[] = ['new', 'listed', 'arn'];

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
  const t = useTranslate();
  const classes = useStyles();
  const id = useId();
  return (
    <RadioGroup aria-label={t('create.key.from')} name={id}>
      {SOURCES.map(value => (
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
                  value === 'new'
                    ? { 'aria-describedby': `${id}-new` }
                    : undefined
                }
              />
            }
            label={t(`create.key.${value}`)}
          />
          {value === 'new' && (
            <Typography
              id={`${id}-new`}
              variant="body2"
              color="textSecondary"
              className={classes.below}
            >
              {t('create.key.newWhat')}
            </Typography>
          )}
          {source === value && <div className={classes.below}>{children}</div>}
        </div>
      ))}
    </RadioGroup>
  );
}
