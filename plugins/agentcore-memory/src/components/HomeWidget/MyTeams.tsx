import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ScorecardItem,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { pluralizeMemories } from '../../model/labels';
import { worstTeams } from '../../model/worstTeams';
import { FoldedList } from '../layout/FoldedList';
import { OptionalLink } from '../layout/OptionalLink';
import { VerdictBar } from '../scorecard/VerdictBar';
import { MyScore } from './MyScore';

const SHOWN = 3;

function inWords({ counts, score, coverage }: ScorecardItem): string {
  return [
    `score ${score}\u00a0%`,
    `${counts['non-compliant']} non-compliant`,
    `coverage ${coverage}\u00a0%`,
  ].join(', ');
}

/** The score of the reader's teams together, and the worst of them; what matters most first, as a widget may be low. */
export function MyTeams({
  scorecards: { totals, items },
}: {
  scorecards: ScorecardsResponse;
}) {
  const teamsLink = useTeamsLink({ show: 'mine' });
  if (totals.total === 0) {
    return (
      <Typography>
        Nothing to assess: the catalog shows no AgentCore memory of your teams.
      </Typography>
    );
  }
  const worst = worstTeams(items, SHOWN);
  return (
    <>
      <MyScore totals={totals} />
      {worst.length > 0 && (
        <FoldedList
          items={worst}
          limit={SHOWN}
          keyOf={item => item.ownerRef ?? item.bucket}
        >
          {item => (
            <Typography variant="body2">
              {item.ownerRef ? (
                <EntityRefLink
                  entityRef={item.ownerRef}
                  title={item.title}
                  hideIcon
                />
              ) : (
                item.title
              )}
              {`: ${inWords(item)}`}
            </Typography>
          )}
        </FoldedList>
      )}
      <Typography variant="body2" gutterBottom>
        <OptionalLink to={teamsLink}>
          {`My teams with all ${pluralizeMemories(totals.total)}`}
        </OptionalLink>
      </Typography>
      <VerdictBar scorecard={totals} />
    </>
  );
}
