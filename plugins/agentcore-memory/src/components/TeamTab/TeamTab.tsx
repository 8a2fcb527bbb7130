import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTeam } from '../../hooks/useTeam';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { MayBeMissing } from '../scorecard/MayBeMissing';
import { TeamView } from './TeamView';

/** The tab of a group or user: their score, what to fix first, and the teams below. */
export function TeamTab() {
  const t = useTranslate();
  const { entity } = useEntity();
  const ownerRef = stringifyEntityRef(entity);
  const { value, error, retry } = useTeam(ownerRef);
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('common.loadFailed.scorecard')}
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <MayBeMissing scans={value.scans} />
      {value.all.total === 0 ? (
        <Typography>{t('teams.tab.nothing')}</Typography>
      ) : (
        <TeamView team={value} ownerRef={ownerRef} />
      )}
    </>
  );
}
