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
          ? 'None of your teams, and no team below them, owns an AgentCore memory.'
          : 'No team of your departments owns an AgentCore memory.'
      }
      action={
        <Button variant="outlined" onClick={clear}>
          Show all teams
        </Button>
      }
    />
  );
}
