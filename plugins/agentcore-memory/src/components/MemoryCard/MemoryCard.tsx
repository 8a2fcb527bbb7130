import { useMemo } from 'react';
import { InfoCard } from '@backstage/core-components';
import { readMemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { useCurrentEntity } from '../../hooks/useCurrentEntity';
import { EntityFreshness } from '../layout/EntityFreshness';
import { NotOurs } from '../scorecard/NotOurs';
import { MemoryAssessment } from './MemoryAssessment';

/** The assessment of the memory whose page it is on: verdict, findings, evidence and fixes. */
export function MemoryCard() {
  const current = useCurrentEntity();
  const { entity } = current;
  const memory = useMemo(() => readMemoryEntity(entity), [entity]);
  return (
    <InfoCard title="AgentCore memory assessment">
      <EntityFreshness current={current} />
      {memory ? <MemoryAssessment memory={memory} /> : <NotOurs />}
    </InfoCard>
  );
}
