import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import {
  HistoryResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink, useTeamsLink } from '../../hooks/usePageLinks';
import {
  formatCount,
  formatPercent,
  pluralizeMemories,
} from '../../model/labels';
import { notCoveredOf } from '../../model/notCovered';
import { Period } from '../../model/recording';
import { dayOf } from '../../model/today';
import { historyChange } from '../../model/trend';
import { Figure } from '../layout/Figure';
import { Coverage } from '../scorecard/Coverage';
import { ScoreChange } from '../scorecard/ScoreChange';
import { CHANGES_ID } from './ThisWeek';
import { Remediation } from '../history/Remediation';

/** The four numbers that say whether all is well; each leads to the list behind it, if there is one. */
export function Figures({
  scorecards: { totals, scans },
  history,
  period,
}: {
  scorecards: ScorecardsResponse;
  /** Left out: not known yet. */
  history?: HistoryResponse;
  /** Of the history. */
  period: Period;
}) {
  const memoriesLink = useMemoriesLink();
  const teamsLink = useTeamsLink();
  const notCovered = notCoveredOf(totals, scans.notInCatalog);
  const change =
    history &&
    historyChange(totals.score, history.days, { today: dayOf(period.now) });
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title="Score"
          value={formatPercent(totals.score)}
          to={teamsLink}
        >
          {change && <ScoreChange change={change} />}
          {totals.total === 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              No memory was judged
            </Typography>
          )}
          {history && !change && totals.total > 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              No earlier day to compare with
            </Typography>
          )}
          <Typography variant="caption" component="div">
            Coverage
          </Typography>
          <Coverage scorecard={totals} notInCatalog={scans.notInCatalog} />
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title="Non-compliant"
          value={
            totals.total === 0
              ? '–'
              : formatCount(totals.counts['non-compliant'])
          }
          to={
            totals.counts['non-compliant'] > 0
              ? memoriesLink({ verdict: 'non-compliant' })
              : undefined
          }
        >
          <Typography variant="caption" color="textSecondary" component="div">
            {totals.total === 0
              ? 'No memory was judged'
              : `of ${pluralizeMemories(totals.total)}`}
          </Typography>
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title="Not covered"
          value={formatCount(notCovered.count)}
          to={notCovered.filters && memoriesLink(notCovered.filters)}
        >
          <Typography variant="caption" color="textSecondary" component="div">
            of {pluralizeMemories(notCovered.known)}: not assessed on complete,
            fresh facts
          </Typography>
          {notCovered.parts && (
            <Typography variant="caption" color="textSecondary" component="div">
              {notCovered.parts}
            </Typography>
          )}
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Remediation history={history} period={period} to={`#${CHANGES_ID}`} />
      </Grid>
    </Grid>
  );
}
