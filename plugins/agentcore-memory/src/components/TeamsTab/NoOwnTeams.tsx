import Button from '@material-ui/core/Button';
import { EmptyState } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';
import { TeamSelection } from '../../model/teamFilters';

/** Says that no team of the reader has anything to assess. */
export function NoOwnTeams({
  show,
  clear,
}: {
  show: TeamSelection;
  clear: () => void;
}) {
  const t = useTranslate();
  return (
    <EmptyState
      missing="data"
      title={t('teams.nothing.title')}
      description={
        show === 'mine'
          ? t('teams.nothing.mine')
          : t('teams.nothing.departments')
      }
      action={
        <Button variant="outlined" onClick={clear}>
          {t('teams.nothing.showAll')}
        </Button>
      }
    />
  );
}
