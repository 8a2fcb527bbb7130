import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { coverageHint } from '../../model/coverageHint';
import { formatPercent } from '../../model/labels';
import { trendChange } from '../../model/trend';
import { Score } from '../scorecard/Score';
import { ScoreChange } from '../scorecard/ScoreChange';
import { TrendLine } from '../scorecard/TrendLine';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
}));

/** The score of the reader's teams together, how it went, and the coverage, in as few lines as can be. */
export function MyScore({ totals }: { totals: TrendedScorecard }) {
  const t = useTranslate();
  const classes = useStyles();
  const change = trendChange(t, totals.trend);
  const hint = coverageHint(t, totals);
  const coverage = formatPercent(totals.coverage);
  return (
    <>
      <div className={classes.row}>
        <Typography variant="overline">{t('homeWidget.score')}</Typography>
        <Score scorecard={totals} />
        {change && <ScoreChange change={change} />}
        <TrendLine trend={totals.trend} />
      </div>
      <Typography variant="caption" color="textSecondary" component="div">
        {hint
          ? t('homeWidget.coverageHint', { coverage, hint })
          : t('common.coverageOf', { coverage })}
      </Typography>
    </>
  );
}
