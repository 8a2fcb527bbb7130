import {
  Entity,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_ENCRYPTION,
  ANNOTATION_FINDINGS,
  ANNOTATION_KMS_KEY_ARN,
  ANNOTATION_OWNER_CLAIM,
  ANNOTATION_OWNER_SOURCE,
  ANNOTATION_REGION,
  ANNOTATION_STALE_SINCE,
  ANNOTATION_STATUS,
  ANNOTATION_VERDICT,
  Encryption,
  Finding,
  MEMORY_TYPE,
  Outcome,
  ownerRefOf,
  parseFindings,
  Verdict,
  verdictOf,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { ENCRYPTION_LABELS, toVerdict } from './labels';
import { describeOwnerSource, namesAnOwner } from './ownerSource';

/** One memory as its entity tells it, ready to be shown. */
export interface Memory {
  entityRef: string;
  title: string;
  verdict: Verdict;
  /** In the rules' order; empty: not assessed. */
  findings: Finding[];
  /** The finding that decides the verdict; none if compliant or not assessed. */
  worst?: Finding;
  encryption: Encryption;
  keyArn?: string;
  /** The ref of the key's entity, where the catalog has one. */
  keyRef?: string;
  accountId?: string;
  region?: string;
  status?: string;
  ownerRef?: string;
  ownerSource?: string;
  /** ISO 8601: since when AWS has not answered. */
  staleSince?: string;
}

/** Whether an entity is an AgentCore memory; for `EntitySwitch.Case`. @public */
export function isAgentCoreMemory(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec?.type === MEMORY_TYPE
  );
}

const WORST_FIRST: Outcome[] = ['fail', 'unknown', 'warn'];

/** The milder of two claims never wins: neither the stored verdict nor what the findings add up to is ignored. */
function worseOf(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.find(verdict => verdict === a || verdict === b) ?? 'unknown';
}

function toEncryption(text: string | undefined): Encryption {
  return text && Object.hasOwn(ENCRYPTION_LABELS, text)
    ? (text as Encryption)
    : 'unknown';
}

function ownerOf(entity: Entity): string | undefined {
  const owner =
    entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)
      ?.targetRef ?? entity.spec?.owner;
  return typeof owner === 'string' ? ownerRefOf(owner) : undefined;
}

/** Reads a memory's entity. Without findings it is `unknown`, whatever else it says. */
export function memoryOf(entity: Entity): Memory {
  const annotations = entity.metadata.annotations ?? {};
  const findings = parseFindings(annotations[ANNOTATION_FINDINGS]);
  const source = annotations[ANNOTATION_OWNER_SOURCE];
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    verdict: findings.length
      ? worseOf(toVerdict(annotations[ANNOTATION_VERDICT]), verdictOf(findings))
      : 'unknown',
    findings,
    worst: WORST_FIRST.map(outcome =>
      findings.find(finding => finding.outcome === outcome),
    ).find(Boolean),
    encryption: toEncryption(annotations[ANNOTATION_ENCRYPTION]),
    keyArn: annotations[ANNOTATION_KMS_KEY_ARN],
    keyRef: entity.relations?.find(({ type }) => type === RELATION_DEPENDS_ON)
      ?.targetRef,
    accountId: annotations[ANNOTATION_ACCOUNT_ID],
    region: annotations[ANNOTATION_REGION],
    status: annotations[ANNOTATION_STATUS],
    ownerRef: namesAnOwner(source) ? ownerOf(entity) : undefined,
    ownerSource: describeOwnerSource(
      source,
      annotations[ANNOTATION_OWNER_CLAIM],
    ),
    staleSince: annotations[ANNOTATION_STALE_SINCE],
  };
}
