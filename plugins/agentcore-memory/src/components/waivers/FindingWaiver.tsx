import { Finding, isWaivable } from 'backstage-plugin-agentcore-memory-common';
import { MemoryWaivers } from '../../hooks/useFindingWaivers';
import { RequestWaiver } from './RequestWaiver';
import { WaiverLine } from './WaiverLine';

/** The waiver of a finding, or a button that asks for one; nothing where the reader may not ask for one. */
export function FindingWaiver({
  finding: { rule, outcome },
  waivers: { items, maxDays, mayRequest, memory, refresh },
}: {
  finding: Finding;
  waivers: MemoryWaivers;
}) {
  // A waiver has no effect on an outcome such as unknown, so that none is shown there.
  if (!isWaivable(outcome)) return null;
  const ofRule = items.filter(waiver => waiver.rule === rule);
  // One of the memory may be pending while one of its owner holds.
  const waiver =
    ofRule.find(({ state }) => state === 'approved') ??
    ofRule.find(({ state }) => state === 'pending');
  if (waiver) return <WaiverLine waiver={waiver} />;
  if (!mayRequest.includes(rule)) return null;
  return (
    <RequestWaiver
      target={{ memory: memory.entityRef }}
      title={memory.title}
      rule={rule}
      maxDays={maxDays}
      onRequested={refresh}
    />
  );
}
