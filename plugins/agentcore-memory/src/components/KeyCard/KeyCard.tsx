import { InfoCard } from '@backstage/core-components';
import {
  KeyEntity,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useCurrentEntity } from '../../hooks/useCurrentEntity';
import { keyRows } from '../../model/keyRows';
import { EntityFreshness } from '../layout/EntityFreshness';
import { FactList } from '../layout/FactList';
import { NotOurs } from '../scorecard/NotOurs';
import { StaleMark } from '../scorecard/StaleMark';
import { KeyMemories } from './KeyMemories';
import { PolicySummary } from './PolicySummary';

function KeyContent({ keyEntity }: { keyEntity: KeyEntity }) {
  const { entityRef, policy, staleSince } = keyEntity;
  return (
    <>
      {staleSince && <StaleMark since={staleSince} />}
      <FactList rows={keyRows(keyEntity)} />
      <PolicySummary policy={policy} />
      <KeyMemories keyRef={entityRef} />
    </>
  );
}

/** The KMS key whose page it is on: its facts, who can use it, and the memories that depend on it. */
export function KeyCard() {
  const current = useCurrentEntity();
  const keyEntity = readKeyEntity(current.entity);
  return (
    <InfoCard title="KMS key of AgentCore memories">
      <EntityFreshness current={current} />
      {keyEntity ? <KeyContent keyEntity={keyEntity} /> : <NotOurs />}
    </InfoCard>
  );
}
