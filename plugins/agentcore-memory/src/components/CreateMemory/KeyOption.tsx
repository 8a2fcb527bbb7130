import { useId } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { targetKeyId, targetKeyName } from '../../model/keyChoice';
import { KeyRemarks } from './KeyRemarks';

const useStyles = makeStyles(theme => ({
  option: { padding: theme.spacing(0.5, 0) },
  greyed: { color: theme.palette.text.secondary, cursor: 'not-allowed' },
  below: { marginLeft: theme.spacing(3.5) },
}));

/** One key of the list. One that can't be chosen is greyed but can be reached, and says why. */
export function KeyOption({
  targetKey,
  disabled,
}: {
  targetKey: TargetKey;
  disabled: boolean;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const id = useId();
  const { arn, aliases, usable } = targetKey;
  const [, ...otherAliases] = aliases;
  return (
    <div className={classes.option}>
      <FormControlLabel
        value={arn}
        disabled={disabled}
        className={usable ? undefined : classes.greyed}
        control={
          <Radio
            size="small"
            color="primary"
            inputProps={{ 'aria-disabled': !usable, 'aria-describedby': id }}
            style={usable ? undefined : { opacity: 0.4 }}
          />
        }
        label={targetKeyName(t, targetKey)}
      />
      <div id={id} className={classes.below}>
        <Typography variant="caption" color="textSecondary" component="div">
          {[...otherAliases, targetKeyId(targetKey)].join(' · ')}
        </Typography>
        <KeyRemarks targetKey={targetKey} />
      </div>
    </div>
  );
}
