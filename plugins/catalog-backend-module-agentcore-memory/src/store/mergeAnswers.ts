import { isDeepStrictEqual } from 'node:util';
import {
  keepUnansweredKey,
  keepUnansweredMemory,
  keyArnNamedBy,
  KeyFacts,
  MemoryFacts,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { FACTS_VERSION, readKeyFacts, readMemoryFacts } from './readFacts';
import { KeyRow, MemoryRow, OWN_RANK } from './rows';

/** What AWS said about a memory, and when it was asked. */
export interface MemoryAnswer {
  scope: Scope;
  facts: MemoryFacts;
  /** The row of its key; left out: no key, or it is not known which one. */
  keyArn?: string;
  /** Whether AWS did not say which key the alias stands for that the memory names. */
  aliasUnanswered?: boolean;
  /** ISO 8601: before the first question. */
  askedAt: string;
}

/** What AWS said about a key, and when it was asked. */
export interface KeyAnswer {
  /** `arn` is that of the key; of an alias where it is not known which key it is. */
  facts: KeyFacts;
  /** The account whose credentials were used. */
  askedBy: string;
  /** Whether that is the key's own account. */
  own: boolean;
  /** ISO 8601: before the first question. */
  askedAt: string;
}

type Content<Row> = Omit<
  Row,
  'revision' | 'to_publish' | 'published_hash' | 'published_at' | 'lost_since'
>;

/**
 * What becomes of a row: `ignored` (it holds the answer to a later question, or AWS did not answer again), `same`
 * (AWS confirmed it), or what it now is.
 */
export type Merged<Row> = 'ignored' | 'same' | Content<Row>;

/** A clock may be wrong by this, in milliseconds. A row from further ahead was written by a broken one. */
const CLOCK_TOLERANCE_MS = 60_000;
/** An answer that shows less of a key replaces one that another account got, when that is older than this. */
const BETTER_ANSWER_HOLDS_MS = 24 * 3600_000;

/** Whether a row holds the answer to a later question. */
export function isLater(current: string, askedAt: string, now: Date): boolean {
  return (
    current > askedAt &&
    Date.parse(current) <= now.getTime() + CLOCK_TOLERANCE_MS
  );
}

function isUnanswered(facts: object): boolean {
  return Object.values(facts).some(
    fact => (fact as { state?: unknown }).state === 'failed',
  );
}

/**
 * Puts an answer about a memory into its row. The answer to the later question wins; where AWS did not answer,
 * the previous fact stays, and so does the moment at which it was asked for.
 */
export function mergeMemory(
  current: MemoryRow | undefined,
  { facts: answer, keyArn, aliasUnanswered, askedAt, scope }: MemoryAnswer,
  now: Date,
): Merged<MemoryRow> {
  if (current && isLater(current.asked_at, askedAt, now)) return 'ignored';
  const previous = current && readMemoryFacts(current.arn, current.facts);
  const { details, tags } = answer;
  const unanswered = isUnanswered({ details, tags });
  const facts = keepUnansweredMemory(previous, answer);
  const named = keyArnNamedBy(facts);
  // Which key a name stood for says nothing of another name.
  const before =
    previous && keyArnNamedBy(previous) === named ? current?.key_arn : null;
  const content: Content<MemoryRow> = {
    arn: answer.arn,
    provider_id: scope.providerId,
    account_id: scope.accountId,
    region: scope.region,
    key_arn: named ? keyArn ?? before ?? null : null,
    facts: JSON.stringify(facts),
    asked_at: unanswered ? current?.asked_at ?? askedAt : askedAt,
    unanswered_since:
      unanswered || aliasUnanswered
        ? current?.unanswered_since ?? askedAt
        : null,
    missing_since: null,
    not_found: false,
    facts_version:
      details.state === 'failed'
        ? current?.facts_version ?? FACTS_VERSION
        : FACTS_VERSION,
  };
  const isSame =
    current !== undefined &&
    current.provider_id === content.provider_id &&
    current.key_arn === content.key_arn &&
    current.unanswered_since === content.unanswered_since &&
    current.missing_since === null &&
    current.facts_version === content.facts_version &&
    // Nearly always the same text; the order of fields may differ.
    (current.facts === content.facts ||
      isDeepStrictEqual(previous, JSON.parse(content.facts)));
  if (!isSame) return content;
  return unanswered ? 'ignored' : 'same';
}

function rankOf(own: boolean, facts: KeyFacts): number {
  if (own) return OWN_RANK;
  return facts.metadata.state === 'known' ? 1 : 0;
}

/**
 * Whether an answer may replace the one that another account got. Of a key of another account AWS tells less,
 * or nothing, and that must not replace what the key's own account is told; unless that has not been asked for
 * a day, since it may no longer be configured.
 */
function mayReplace(current: KeyRow, answer: KeyAnswer): boolean {
  if (current.asked_by === answer.askedBy) return true;
  const age = Date.parse(answer.askedAt) - Date.parse(current.asked_at);
  if (age > BETTER_ANSWER_HOLDS_MS) return true;
  return (
    answer.facts.metadata.state !== 'failed' &&
    rankOf(answer.own, answer.facts) > current.rank
  );
}

/** The same as `mergeMemory` for a key. */
export function mergeKey(
  current: KeyRow | undefined,
  answer: KeyAnswer,
  now: Date,
): Merged<KeyRow> {
  const { askedAt, askedBy } = answer;
  if (
    current &&
    (isLater(current.asked_at, askedAt, now) || !mayReplace(current, answer))
  ) {
    return 'ignored';
  }
  const previous = current && readKeyFacts(current.arn, current.facts);
  const facts = keepUnansweredKey(previous, answer.facts);
  const { arn, ...answered } = answer.facts;
  const unanswered = isUnanswered(answered);
  const content: Content<KeyRow> = {
    arn,
    facts: JSON.stringify(facts),
    asked_by: askedBy,
    rank: rankOf(answer.own, facts),
    asked_at: unanswered ? current?.asked_at ?? askedAt : askedAt,
    unanswered_since: unanswered ? current?.unanswered_since ?? askedAt : null,
  };
  const isSame =
    current !== undefined &&
    current.asked_by === askedBy &&
    current.rank === content.rank &&
    current.unanswered_since === content.unanswered_since &&
    // Nearly always the same text; the order of fields may differ.
    (current.facts === content.facts ||
      isDeepStrictEqual(previous, JSON.parse(content.facts)));
  if (!isSame) return content;
  return unanswered ? 'ignored' : 'same';
}
