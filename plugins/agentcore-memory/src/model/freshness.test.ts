import { t } from '../__testUtils__/english';
import { describeFreshness, freshnessOf, isCounted } from './freshness';

const value = {
  stale: ['resource:default/a'],
  staleBefore: '2026-11-22T00:00:00Z',
};
const A = { entityRef: 'resource:default/a' };
const B = { entityRef: 'resource:default/b' };
const LATE = { ...B, staleSince: '2026-11-23T00:00:00Z' };
const OLD = { ...B, staleSince: '2026-11-21T23:59:59Z' };
const error = new Error('down');

describe('freshnessOf', () => {
  it.each([
    ['the API says so, whatever the entity says', A, { value }, 'stale'],
    ['AWS has not answered for too long', OLD, { value }, 'stale'],
    ['it was stale before asking failed', A, { value, error }, 'stale'],
    ['AWS has not answered for a while', LATE, { value }, 'late'],
    ['AWS answered', B, { value }, 'fresh'],
    ['nobody has answered yet', LATE, {}, 'asking'],
    ['asking failed', B, { error }, 'not-known'],
    ['asking failed later', B, { value, error }, 'not-known'],
  ])('decides where %s', (_, entity, answer, state) => {
    expect(freshnessOf(entity, answer).state).toBe(state);
  });
});

it('counts late answers, and nothing of which it is not known', () => {
  expect(isCounted(freshnessOf(LATE, { value }))).toBe(true);
  expect(isCounted(freshnessOf(B, { value }))).toBe(true);
  expect(isCounted(freshnessOf(A, { value }))).toBe(false);
  expect(isCounted(freshnessOf(B, {}))).toBe(false);
  expect(isCounted(freshnessOf(B, { error }))).toBe(false);
});

it('says what is old', () => {
  const words = (entity: typeof LATE | typeof A) =>
    describeFreshness(t, freshnessOf(entity, { value }), 'state');
  expect(words(A)).toBe('Stale: last state');
  expect(words(OLD)).toBe(
    'Stale, last state: AWS has not answered since 2026-11-21 23:59 UTC',
  );
  expect(words(LATE)).toBe(
    'AWS has not answered since 2026-11-23 00:00 UTC, still counted',
  );
  expect(words(B)).toBeUndefined();
});
