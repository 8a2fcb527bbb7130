import { EventRecord } from '../agentcore/data/types';
import { FaultInjector } from '../faults/FaultInjector';
import { createManualClock } from '../state/clock';
import { SandboxState } from '../state/SandboxState';
import { SEED_ACCOUNTS } from './accounts';
import { demoSeed } from './demo';
import { DEMO_CONTENTS } from './demo/contents';
import { DEMO_REGIONS } from './demo/keys';

function plant() {
  const clock = createManualClock();
  const state = new SandboxState(clock);
  demoSeed({ state, faults: new FaultInjector(), now: clock.now() });
  const memories = Object.values(SEED_ACCOUNTS)
    .flatMap(accountId => DEMO_REGIONS.map(region => ({ accountId, region })))
    .flatMap(place => [...state.store(place).memories.values()]);
  const contents = memories.map(memory => ({
    memory,
    sessions: state.sessions(memory.arn),
    events: state.events(memory.arn),
    records: state.records(memory.arn),
  }));
  return { clock, state, contents };
}

const { clock, contents } = plant();
const filled = contents.filter(({ events }) => events.length > 0);
const events = filled.flatMap(each => each.events);
const records = filled.flatMap(each => each.records);

describe('the contents of the demo', () => {
  it('are the same on every start', () => {
    expect(plant().contents).toEqual(contents);
  });

  it('are in every memory that they were written for, and complete', () => {
    expect(filled).toHaveLength(DEMO_CONTENTS.length);
    for (const { place, name, ...expected } of DEMO_CONTENTS) {
      const [account, region] = place.split('/');
      const found = filled.find(
        ({ memory }) =>
          memory.name === name &&
          memory.region === region &&
          memory.accountId ===
            SEED_ACCOUNTS[account as keyof typeof SEED_ACCOUNTS],
      );
      expect(found?.sessions.map(session => session.events)).toEqual(
        expected.sessions.map(session => session.events.length),
      );
      expect(found?.records).toHaveLength(expected.records.length);
    }
  });

  it('are in memories without a key above all', () => {
    const withoutKey = filled.filter(({ memory }) => !memory.encryptionKeyArn);
    expect(withoutKey).toHaveLength(9);
    expect(filled).toHaveLength(10);
  });

  it('have all kinds of payload, metadata, and branches of branches', () => {
    const kinds = events.flatMap(({ payload }) =>
      payload.flatMap(part => Object.keys(part)),
    );
    expect(new Set(kinds)).toEqual(new Set(['conversational', 'blob', 'json']));
    const branched = events.filter(({ branch }) => branch);
    const roots = branched.map(({ branch, actorId, sessionId }) =>
      events.find(
        event =>
          event.eventId === branch?.rootEventId &&
          event.actorId === actorId &&
          event.sessionId === sessionId,
      ),
    );
    expect(roots).not.toContain(undefined);
    expect(roots.some(root => root?.branch)).toBe(true);
    expect(events.some(({ metadata }) => metadata)).toBe(true);
    expect(events.some(({ payload }) => payload.length === 0)).toBe(true);
    expect(records.some(({ metadata }) => metadata)).toBe(true);
    expect(records.some(({ memoryStrategyId }) => !memoryStrategyId)).toBe(
      true,
    );
    expect(records.some(r => r.recordType === 'REFLECTION')).toBe(true);
    expect(records.every(({ namespace }) => /^\/[^{}]+$/.test(namespace))).toBe(
      true,
    );
  });

  it('are few, younger than their memory, and never two at the same time in a session', () => {
    expect(events.length).toBeGreaterThan(300);
    expect(events.length).toBeLessThan(1000);
    for (const event of events) {
      expect(event.eventTimestamp).toBeLessThanOrEqual(clock.now());
      expect(event.expiresAt).toBeGreaterThan(clock.now());
    }
    for (const { memory, ...stored } of filled) {
      const times = stored.events.map(({ eventTimestamp }) => eventTimestamp);
      expect(Math.min(...times)).toBeGreaterThan(memory.createdAt);
    }
    const nameOf = ({ actorId, sessionId, eventTimestamp }: EventTime) =>
      `${actorId} ${sessionId} ${eventTimestamp}`;
    expect(new Set(events.map(nameOf)).size).toBe(events.length);
  });
});

type EventTime = Pick<EventRecord, 'actorId' | 'sessionId' | 'eventTimestamp'>;
