import { createHash } from 'node:crypto';
import { NotificationPayload } from '@backstage/plugin-notifications-common';
import { ruleById, RuleId } from 'backstage-plugin-agentcore-memory-common';

/** Whom something is told: full ref and title of a group or user. */
interface Told {
  owner: string;
  ownerTitle: string;
}

/** Memories of one owner that came to fail a rule, or to warn, on one day, by one key if it is the key's rule. */
export interface Regression extends Told {
  kind: 'regression';
  rule: RuleId;
  keyRef?: string;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  to: 'fail' | 'warn';
  memories: number;
}

/** A key is to be deleted on which memories of one owner depend. */
export interface KeyDeletion extends Told {
  kind: 'key-deletion';
  keyRef: string;
  /** `YYYY-MM-DD`, UTC, or `unknown`. */
  on: string;
  /** How often it was scheduled: a deletion that is cancelled may come back with the same day. */
  times: number;
  memories: number;
}

/** A waiver ends soon. */
export interface WaiverExpiry extends Told {
  kind: 'waiver-expiry';
  waiver: string;
  rule: RuleId;
  /** `YYYY-MM-DD`: the last day on which it holds, UTC. */
  on: string;
}

/** Why somebody is told something. One cause is one notification, for however many memories. */
export type Cause = Regression | KeyDeletion | WaiverExpiry;

function identityOf(cause: Cause): (string | undefined)[] {
  switch (cause.kind) {
    case 'regression':
      return [cause.owner, cause.rule, cause.keyRef, cause.day, cause.to];
    case 'key-deletion':
      return [cause.owner, cause.keyRef, cause.on, String(cause.times)];
    default:
      return [cause.waiver];
  }
}

/** The same for the same cause. Backstage replaces what it sent with the same scope. */
export function scopeOf(cause: Cause): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(identityOf(cause)))
    .digest('hex');
  return `${cause.kind}:${hash.slice(0, 32)}`;
}

/** Titles of groups are as long as people like; Backstage's table of notifications keeps 255 characters of a title. */
function shortened(ownerTitle: string): string {
  return ownerTitle.length > 100 ? `${ownerTitle.slice(0, 99)}…` : ownerTitle;
}

function memoriesOf(count: number): string {
  return count === 1 ? '1 memory' : `${count} memories`;
}

function pathOf(tab: string, params: Record<string, string>): string {
  return `/agentcore-memory/${tab}?${new URLSearchParams(params)}`;
}

/**
 * What somebody is told. It names no memory and no key: members of a group may not all see these in the catalog, and
 * the page behind the link shows them what they may.
 */
export function payloadOf(cause: Cause): NotificationPayload {
  const base = { topic: cause.kind, scope: scopeOf(cause) };
  const ownerTitle = shortened(cause.ownerTitle);
  switch (cause.kind) {
    case 'regression': {
      const { memories, owner, rule, day } = cause;
      const { title, why } = ruleById(rule);
      return {
        ...base,
        title: `${ownerTitle}: “${title}” does not hold any more`,
        description: `Found on ${day} for ${memoriesOf(
          memories,
        )}; there may be more by now. ${why}`,
        severity: cause.to === 'fail' ? 'high' : 'normal',
        link: pathOf('memories', { owner, rule }),
      };
    }
    case 'key-deletion': {
      const when =
        cause.on === 'unknown' ? 'as soon as its replicas are' : cause.on;
      return {
        ...base,
        title: `A KMS key of ${ownerTitle} is going to be deleted: ${when}`,
        description: `${memoriesOf(
          cause.memories,
        )} can never be read again from then on, unless the deletion is cancelled.`,
        severity: 'critical',
        link: pathOf('keys', { state: 'at-risk' }),
      };
    }
    default:
      return {
        ...base,
        title: `A waiver of ${ownerTitle} ends on ${cause.on}`,
        description: `From the day after, “${
          ruleById(cause.rule).title
        }” counts again. Mend it until then, or ask for another waiver.`,
        severity: 'normal',
        link: pathOf('waivers', { state: 'approved' }),
      };
  }
}
