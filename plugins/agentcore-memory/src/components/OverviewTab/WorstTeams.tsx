import Typography from '@material-ui/core/Typography';
import { ScorecardsResponse } from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { describeUnseen } from '../../model/unseen';
import { worstTeams } from '../../model/worstTeams';
import { OptionalLink } from '../layout/OptionalLink';
import { Section } from '../layout/Section';
import { TeamList } from '../scorecard/TeamList';

const SHOWN = 5;

/** What to say where no row is worse than fully compliant. */
function inWords({ totals, scans }: ScorecardsResponse): string {
  if (totals.total === 0) return 'No memory was judged.';
  return ['Every team’s own memories are compliant.', describeUnseen(scans)]
    .filter(Boolean)
    .join(' ');
}

/** The five teams that have most to do. */
export function WorstTeams({ scorecards }: { scorecards: ScorecardsResponse }) {
  const teamsLink = useTeamsLink();
  const worst = worstTeams(scorecards.items, SHOWN);
  return (
    <Section title="Worst teams">
      {worst.length === 0 ? (
        <Typography variant="body2">{inWords(scorecards)}</Typography>
      ) : (
        <TeamList label="Teams that have most to do" items={worst} />
      )}
      <Typography variant="body2" style={{ marginTop: 8 }}>
        <OptionalLink to={teamsLink}>All teams</OptionalLink>
      </Typography>
    </Section>
  );
}
