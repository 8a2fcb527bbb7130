import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Progress } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { OwnerScorecardResponse } from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { useOwnerScorecard } from '../../hooks/useOwnerScorecard';
import { useTranslate } from '../../hooks/useTranslate';
import { memoriesOf } from '../../model/ownerMemories';
import { rolledUpOf } from '../../model/teamTree';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { MayBeMissing } from '../scorecard/MayBeMissing';
import { TeamSummary } from './TeamSummary';

/** The link to all memories of a team; `undefined` where there are none, or where no page lists them. */
function useAllMemories(answer: OwnerScorecardResponse | undefined) {
  const t = useTranslate();
  const memoriesLink = useMemoriesLink();
  const filters = answer && memoriesOf(answer.item, { rollup: true });
  const link = filters && memoriesLink(filters);
  const total = answer ? rolledUpOf(answer.item).total : 0;
  return link && total > 0
    ? { link, title: t('common.allMemories', { count: total }) }
    : undefined;
}

/** The scorecard of the group or user whose page it is on, in short. */
export function TeamCard() {
  const t = useTranslate();
  const { entity } = useEntity();
  const { value, error, retry } = useOwnerScorecard(stringifyEntityRef(entity));
  return (
    <InfoCard title={t('page.name')} deepLink={useAllMemories(value)}>
      {!value && !error && <Progress />}
      {!value && error && (
        <LoadFailed
          title={t('common.loadFailed.scorecard')}
          error={error}
          retry={retry}
        />
      )}
      {value && (
        <>
          <RefreshFailed error={error} retry={retry} />
          <MayBeMissing scans={value.scans} />
          {rolledUpOf(value.item).total === 0 ? (
            <Typography>{t('teams.card.nothing')}</Typography>
          ) : (
            <TeamSummary {...value} />
          )}
        </>
      )}
    </InfoCard>
  );
}
