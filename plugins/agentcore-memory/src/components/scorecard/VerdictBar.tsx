import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Scorecard, VERDICTS } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { pluralizeMemories } from '../../model/labels';
import { useVerdictColors } from './useVerdictColors';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 10,
    minWidth: 120,
    borderRadius: 5,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.hover,
  },
  part: { minWidth: 4, flexBasis: 0 },
  legend: { display: 'block', lineHeight: 1.4, marginTop: theme.spacing(0.5) },
}));

/** How many memories have which verdict, as a bar and in words, worst first. */
export function VerdictBar({
  scorecard: { counts, total },
}: {
  scorecard: Pick<Scorecard, 'counts' | 'total'>;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const colors = useVerdictColors();
  const present = VERDICTS.filter(verdict => counts[verdict] > 0);
  const words = present.map(verdict =>
    t(`common.verdictCount.${verdict}`, { count: counts[verdict] }),
  );
  const label = total
    ? t('common.labelled', {
        label: pluralizeMemories(t, total),
        about: words.join(', '),
      })
    : t('scorecard.noMemories');
  return (
    <div role="img" aria-label={label}>
      <div className={classes.bar}>
        {present.map(verdict => (
          <div
            key={verdict}
            className={classes.part}
            style={{
              flexGrow: counts[verdict],
              backgroundColor: colors[verdict],
            }}
          />
        ))}
      </div>
      <Typography
        variant="caption"
        color="textSecondary"
        className={classes.legend}
      >
        {words.join(' · ')}
      </Typography>
    </div>
  );
}
