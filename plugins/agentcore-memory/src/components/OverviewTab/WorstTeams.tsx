import Typography from '@material-ui/core/Typography';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { worstTeams } from '../../model/worstTeams';
import { OptionalLink } from '../layout/OptionalLink';
import { Section } from '../layout/Section';
import { TeamList } from '../scorecard/TeamList';

const SHOWN = 5;

/** The five teams that have most to do. */
export function WorstTeams({ items }: { items: readonly ScorecardItem[] }) {
  const teamsLink = useTeamsLink();
  const worst = worstTeams(items, SHOWN);
  return (
    <Section title="Worst teams">
      {worst.length === 0 ? (
        <Typography variant="body2">
          Every team’s own memories are compliant.
        </Typography>
      ) : (
        <TeamList label="Teams that have most to do" items={worst} />
      )}
      <Typography variant="body2" style={{ marginTop: 8 }}>
        <OptionalLink to={teamsLink}>All teams</OptionalLink>
      </Typography>
    </Section>
  );
}
