import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
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
  const classes = useStyles();
  const change = trendChange(totals.trend);
  const hint = coverageHint(totals);
  return (
    <>
      <div className={classes.row}>
        <Typography variant="overline">Score of my teams</Typography>
        <Score scorecard={totals} />
        {change && <ScoreChange change={change} />}
        <TrendLine trend={totals.trend} />
      </div>
      <Typography variant="caption" color="textSecondary" component="div">
        {`Coverage ${formatPercent(totals.coverage)}`}
        {hint && `: ${hint}`}
      </Typography>
    </>
  );
}
