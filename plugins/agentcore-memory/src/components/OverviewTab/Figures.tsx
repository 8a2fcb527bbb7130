import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryScanReadPermission,
  HistoryResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import {
  useCoverageLink,
  useMemoriesLink,
  useTeamsLink,
} from '../../hooks/usePageLinks';
import { formatPercent, pluralizeMemories } from '../../model/labels';
import { historyChange } from '../../model/trend';
import { Figure } from '../layout/Figure';
import { Coverage } from '../scorecard/Coverage';
import { ScoreChange } from '../scorecard/ScoreChange';
import { CHANGES_ID } from './ThisWeek';
import { Remediation } from '../history/Remediation';

/** The four numbers that say whether all is well; each leads to the list behind it. */
export function Figures({
  scorecards: { totals, scans },
  history,
  today,
}: {
  scorecards: ScorecardsResponse;
  /** Left out: not known yet. */
  history?: HistoryResponse;
  today: string;
}) {
  const memoriesLink = useMemoriesLink();
  const coverageLink = useCoverageLink();
  const teamsLink = useTeamsLink();
  const { allowed } = usePermission({
    permission: agentCoreMemoryScanReadPermission,
  });
  const known = totals.total + scans.notInCatalog;
  const change =
    history && historyChange(totals.score, history.days, { today });
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title="Score"
          value={formatPercent(totals.score)}
          to={teamsLink}
        >
          {change && <ScoreChange change={change} />}
          {history && !change && (
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
          value={String(totals.counts['non-compliant'])}
          to={memoriesLink({ verdict: 'non-compliant' })}
        >
          <Typography variant="caption" color="textSecondary" component="div">
            of {pluralizeMemories(totals.total)}
          </Typography>
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title="Not covered"
          value={String(known - totals.covered)}
          to={allowed ? coverageLink : memoriesLink({ verdict: 'unknown' })}
        >
          <Typography variant="caption" color="textSecondary" component="div">
            of {pluralizeMemories(known)}: not assessed on complete, fresh facts
          </Typography>
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Remediation history={history} to={`#${CHANGES_ID}`} />
      </Grid>
    </Grid>
  );
}
