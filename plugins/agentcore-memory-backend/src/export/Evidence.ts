import {
  Control,
  Encryption,
  Finding,
  formatScope,
  KeyEntity,
  MemoryEntity,
  RuleDescription,
  ScopeHealth,
  Verdict,
  Waiver,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { ExportFilter } from './ExportService';
import { ReadWaivers } from './ReadWaivers';

/** Names the form of the evidence; `docs/evidence.schema.json` describes it. */
export const EVIDENCE_SCHEMA = 'agentcore-memory-evidence/1';

/** What somebody may read, or not. */
export type Permitted<T> = ({ state: 'read' } & T) | { state: 'not-permitted' };

/** What stands before the memories. */
export interface EvidenceHead {
  schema: typeof EVIDENCE_SCHEMA;
  /** ISO 8601. */
  generatedAt: string;
  /** Full ref of the user, or the service, with whose permissions it was made. */
  generatedBy: string;
  filter: ExportFilter;
  rules: (RuleDescription & { controls: readonly Control[] })[];
  settings: Permitted<{ settings: object }>;
  /** Facts that are older are stale; ISO 8601. */
  staleBefore: string;
  /** How much could not be read, of everything and not only of what passes the filter. */
  coverage: Permitted<{
    scopes: number;
    failed: number;
    notInCatalog: number;
  }>;
  scans: Permitted<{
    scopes: Pick<
      ScopeHealth,
      | 'scope'
      | 'outcome'
      | 'reason'
      | 'lastAttemptAt'
      | 'lastCompleteAt'
      | 'stale'
      | 'memories'
      | 'notInCatalog'
    >[];
  }>;
}

/** A waiver, as far as it is evidence. */
export type EvidenceWaiver = Omit<Waiver, 'mayDecide' | 'mayRevoke'>;

/** A finding, and the waiver of it that holds. */
export type EvidenceFinding = Finding & { waiver?: string };

/** A memory with what is known of it. */
export interface EvidenceMemory
  extends Pick<
    MemoryEntity,
    | 'entityRef'
    | 'arn'
    | 'title'
    | 'status'
    | 'keyArn'
    | 'keyRef'
    | 'ownerSource'
    | 'ownerClaim'
    | 'staleSince'
    | 'assessedWith'
    | 'details'
    | 'managedBy'
  > {
  account: string;
  region: string;
  scope: string;
  owner: string;
  encryption: Encryption;
  /** Whether the facts are too old to count. */
  stale: boolean;
  /** `unknown` where the facts are stale. */
  verdict: Verdict;
  /** What the facts added up to, however old they are. */
  lastVerdict: Verdict;
  /** The verdict without what is waived; absent: waivers may not be read. */
  verdictWithWaivers?: Verdict;
  findings: EvidenceFinding[];
}

/** A key that memories depend on. */
export type EvidenceKey = Omit<KeyEntity, 'scope' | 'ownerRef' | 'keyId'> & {
  account: string;
  region: string;
  owner: string;
  /** Whether the facts are too old to count. */
  stale: boolean;
};

/** What stands behind the memories. Without it the file is not whole. */
export interface EvidenceEnd {
  complete: true;
  memories: number;
  keys: number;
}

/** What is known of a memory, as evidence. `waivers`: those that the caller may read; nothing: none may be read. */
export function toEvidenceMemory(
  memory: MemoryEntity,
  asOfNow: SnapshotMemory,
  waivers: ReadWaivers | undefined,
): EvidenceMemory {
  const { scope, ownerRef, verdict, findings } = memory;
  const { stale } = asOfNow;
  const waiverOf = ({ rule }: Finding) =>
    asOfNow.waivedRules?.includes(rule)
      ? waivers?.holdingFor(rule, [memory.entityRef, ownerRef])
      : undefined;
  return {
    entityRef: memory.entityRef,
    arn: memory.arn,
    title: memory.title,
    account: scope.accountId,
    region: scope.region,
    scope: formatScope(scope),
    owner: ownerRef,
    ownerSource: memory.ownerSource,
    ownerClaim: memory.ownerClaim,
    status: memory.status,
    encryption: memory.encryption,
    keyArn: memory.keyArn,
    keyRef: memory.keyRef,
    stale,
    staleSince: memory.staleSince,
    verdict: stale ? 'unknown' : verdict,
    lastVerdict: verdict,
    ...(waivers && {
      verdictWithWaivers: stale ? 'unknown' : asOfNow.withWaivers ?? verdict,
    }),
    assessedWith: memory.assessedWith,
    details: memory.details,
    managedBy: memory.managedBy,
    findings: findings.map(finding => {
      const waiver = waiverOf(finding);
      return { ...finding, ...(waiver !== undefined && { waiver }) };
    }),
  };
}

/** What is known of a key, as evidence. */
export function toEvidenceKey(
  { scope, ownerRef, keyId, ...key }: KeyEntity,
  stale: boolean,
): EvidenceKey {
  return {
    ...key,
    stale,
    account: scope.accountId,
    region: scope.region,
    owner: ownerRef,
  };
}
