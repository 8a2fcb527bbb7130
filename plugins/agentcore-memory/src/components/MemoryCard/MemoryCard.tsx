import { useMemo } from 'react';
import { InfoCard } from '@backstage/core-components';
import { readMemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { CurrentEntity, useCurrentEntity } from '../../hooks/useCurrentEntity';
import { useFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';
import { Freshness } from '../../model/freshness';
import { EntityFreshness } from '../layout/EntityFreshness';
import { FreshnessFailed } from '../scorecard/FreshnessFailed';
import { NotOurs } from '../scorecard/NotOurs';
import { MemoryAssessment } from './MemoryAssessment';

/** The last content of an entity that is gone, or could not be loaded again, says nothing about now. */
function doubtOf({ isGone, error }: CurrentEntity): Freshness | undefined {
  if (isGone) return { state: 'gone' };
  return error && { state: 'not-known' };
}

/** The assessment of the memory whose page it is on: verdict, findings, evidence and fixes. */
export function MemoryCard() {
  const t = useTranslate();
  const current = useCurrentEntity();
  const { entity } = current;
  const memory = useMemo(() => readMemoryEntity(entity), [entity]);
  const freshness = useFreshness(
    memory ? [memory.entityRef, memory.keyRef ?? []].flat() : [],
  );
  return (
    <InfoCard title={t('memory.title')}>
      <EntityFreshness current={current} />
      <FreshnessFailed freshness={freshness} />
      {memory ? (
        <MemoryAssessment
          memory={memory}
          doubt={doubtOf(current)}
          freshness={freshness}
        />
      ) : (
        <NotOurs />
      )}
    </InfoCard>
  );
}
