import { Finding, isWaivable } from 'backstage-plugin-agentcore-memory-common';
import { MemoryWaivers } from '../../hooks/useFindingWaivers';
import { RequestWaiver } from './RequestWaiver';
import { WaiverLine } from './WaiverLine';

/** The waiver of a finding, or a button that asks for one; nothing where it can't be waived. */
export function FindingWaiver({
  finding: { rule, outcome },
  waivers: { items, maxDays, notWaivable, memory, refresh },
}: {
  finding: Finding;
  waivers: MemoryWaivers;
}) {
  const waiver = items.find(
    one =>
      one.rule === rule &&
      (one.state === 'approved' || one.state === 'pending'),
  );
  if (waiver) return <WaiverLine waiver={waiver} />;
  if (!isWaivable(outcome) || notWaivable.includes(rule)) return null;
  return (
    <RequestWaiver
      memoryRef={memory.entityRef}
      title={memory.title}
      rule={rule}
      maxDays={maxDays}
      onRequested={refresh}
    />
  );
}
