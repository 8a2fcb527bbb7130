import Button from '@material-ui/core/Button';
import { EmptyState } from '@backstage/core-components';
import { TeamSelection } from '../../model/teamFilters';

/** Says that no team of the reader has anything to assess. */
export function NoOwnTeams({
  show,
  clear,
}: {
  show: TeamSelection;
  clear: () => void;
}) {
  return (
    <EmptyState
      missing="data"
      title="Nothing to assess"
      description={
        show === 'mine'
          ? 'The catalog shows no AgentCore memory of your teams or of a team below them.'
          : 'The catalog shows no AgentCore memory of a team of your departments.'
      }
      action={
        <Button variant="outlined" onClick={clear}>
          Show all teams
        </Button>
      }
    />
  );
}
