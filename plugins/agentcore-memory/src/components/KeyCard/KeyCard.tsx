import Typography from '@material-ui/core/Typography';
import { InfoCard } from '@backstage/core-components';
import {
  ANNOTATION_STALE_SINCE,
  entityToKeyFacts,
} from 'backstage-plugin-agentcore-memory-common';
import { useCurrentEntity } from '../../hooks/useCurrentEntity';
import { keyRows } from '../../model/keyOf';
import { EntityFreshness } from '../common/EntityFreshness';
import { FactList } from '../common/FactList';
import { StaleMark } from '../common/StaleMark';
import { Dependants } from './Dependants';
import { PolicySummary } from './PolicySummary';

/** The KMS key whose page it is on: its facts, who can use it, and the memories that depend on it. */
export function KeyCard() {
  const current = useCurrentEntity();
  const { entity } = current;
  const key = entityToKeyFacts(entity);
  const staleSince = entity.metadata.annotations?.[ANNOTATION_STALE_SINCE];
  return (
    <InfoCard title="KMS key of AgentCore memories">
      <EntityFreshness current={current} />
      {staleSince && <StaleMark since={staleSince} />}
      {key ? (
        <>
          <FactList rows={keyRows(key)} />
          <PolicySummary policy={key.policy} />
        </>
      ) : (
        <Typography>
          What is stored about this key is not understood; the next scan writes
          it anew.
        </Typography>
      )}
      <Dependants entity={entity} />
    </InfoCard>
  );
}
