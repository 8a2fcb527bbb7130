import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { VERDICTS } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { useVerdictColors } from '../scorecard/useVerdictColors';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2) },
  item: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
  mark: { width: 10, height: 10, borderRadius: 2 },
}));

/** Which colour stands for which verdict. */
export function VerdictLegend() {
  const t = useTranslate();
  const classes = useStyles();
  const colors = useVerdictColors();
  return (
    <div className={classes.root}>
      {VERDICTS.map(verdict => (
        <Typography
          key={verdict}
          variant="caption"
          component="span"
          className={classes.item}
        >
          <span
            className={classes.mark}
            style={{ backgroundColor: colors[verdict] }}
          />
          {t(`common.verdict.${verdict}`)}
        </Typography>
      ))}
    </div>
  );
}
