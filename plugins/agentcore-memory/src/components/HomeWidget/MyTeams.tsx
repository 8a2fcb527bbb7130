import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ScorecardItem,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { pluralizeMemories } from '../../model/labels';
import { worstTeams } from '../../model/worstTeams';
import { OptionalLink } from '../layout/OptionalLink';
import { Coverage } from '../scorecard/Coverage';
import { ScoreTrend } from '../scorecard/ScoreTrend';
import { VerdictBar } from '../scorecard/VerdictBar';

const SHOWN = 3;

function inWords({ counts, score, coverage }: ScorecardItem): string {
  return [
    `score ${score}\u00a0%`,
    `${counts['non-compliant']} non-compliant`,
    `coverage ${coverage}\u00a0%`,
  ].join(', ');
}

/** The score of the reader's teams together, and the worst of them. */
export function MyTeams({
  scorecards: { totals, items },
}: {
  scorecards: ScorecardsResponse;
}) {
  const teamsLink = useTeamsLink({ show: 'mine' });
  if (totals.total === 0) {
    return (
      <Typography>
        Nothing to assess: none of your teams owns an AgentCore memory.
      </Typography>
    );
  }
  return (
    <>
      <div style={{ display: 'flex', gap: 32, marginBottom: 8 }}>
        <div>
          <Typography variant="overline">Score of my teams</Typography>
          <ScoreTrend scorecard={totals} />
        </div>
        <div>
          <Typography variant="overline">Coverage</Typography>
          <Coverage scorecard={totals} />
        </div>
      </div>
      <VerdictBar scorecard={totals} />
      <ul style={{ margin: '8px 0', paddingLeft: 20 }}>
        {worstTeams(items, SHOWN).map(item => (
          <Typography key={item.ownerRef} variant="body2" component="li">
            <EntityRefLink
              entityRef={item.ownerRef!}
              title={item.title}
              hideIcon
            />
            {`: ${inWords(item)}`}
          </Typography>
        ))}
      </ul>
      <Typography variant="body2">
        <OptionalLink to={teamsLink}>
          {`My teams with all ${pluralizeMemories(totals.total)}`}
        </OptionalLink>
      </Typography>
    </>
  );
}
