import { keyContext } from './keyContext';
import { Requester } from './matchPrincipal';
import {
  ABSENT,
  ContextFacts,
  ContextValue,
  RequestContext,
  requestContext,
} from './requestContext';
import { ServiceAccessFacts, ServiceAccessWay } from './results';
import { isServiceLinkedRole } from './serviceLinkedRole';
import { KeyPolicy } from './types';

/** One who could use the key for AgentCore, with what a request by them carries. */
export interface Candidate {
  way: ServiceAccessWay;
  principal: Requester;
  contextFor(action: string): RequestContext;
}

/** The service principal of AgentCore. */
export const AGENTCORE_SERVICE = 'bedrock-agentcore.amazonaws.com';

/** The contexts of the operations: with what only CreateGrant carries, and without what DescribeKey never does. */
function contexts(facts: ContextFacts): Candidate['contextFor'] {
  // "Allows … only when an AWS service integrated with AWS KMS calls the operation on the user's behalf":
  // both ways are such calls. Other operations do not carry the key.
  const grant = requestContext({
    ...facts,
    'kms:GrantIsForAWSResource': 'true',
  });
  const cryptographic = { ...facts, 'kms:GrantIsForAWSResource': ABSENT };
  const other = requestContext(cryptographic);
  const describe = requestContext({
    ...cryptographic,
    'kms:EncryptionContext:*': ABSENT,
    'kms:EncryptionContextKeys': ABSENT,
  });
  const special: Record<string, RequestContext> = {
    'kms:CreateGrant': grant,
    'kms:DescribeKey': describe,
  };
  return action => special[action] ?? other;
}

function servicePrincipal(
  facts: ServiceAccessFacts,
  partition: string,
): Candidate {
  const { memoryAccountId, memoryRegion } = facts;
  return {
    way: 'service-principal',
    principal: { kind: 'service', service: AGENTCORE_SERVICE },
    contextFor: contexts({
      ...keyContext(facts),
      'aws:PrincipalAccount': { kind: 'account' },
      'kms:CallerAccount': { kind: 'account' },
      'aws:SourceAccount': memoryAccountId,
      'aws:SourceArn': {
        kind: 'prefix',
        prefix: `arn:${partition}:bedrock-agentcore:${memoryRegion}:${memoryAccountId}:memory/`,
      },
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': AGENTCORE_SERVICE,
      'kms:ViaService': ABSENT,
    }),
  };
}

/** What is known of a caller's ARN. A session's role has a path that the session's own ARN does not tell. */
function principalArn(who: Requester): ContextValue | undefined {
  if (who.kind === 'named') {
    return /:iam::\d+:(role|user)\//.test(who.arn)
      ? { kind: 'values', values: [who.arn] }
      : undefined;
  }
  if (who.kind === 'service') return undefined;
  const arn = (service: string, resource: string) =>
    `arn:${who.partition}:${service}::${who.accountId}:${resource}`;
  return {
    kind: 'one-of',
    values: [
      { kind: 'prefix', prefix: arn('iam', 'role/') },
      { kind: 'prefix', prefix: arn('iam', 'user/') },
      { kind: 'prefix', prefix: arn('sts', 'federated-user/') },
      { kind: 'values', values: [arn('iam', 'root')] },
    ],
  };
}

function accountCaller(
  facts: ServiceAccessFacts,
  principal: Requester,
): Candidate {
  const { memoryAccountId, memoryRegion } = facts;
  return {
    way: 'account-callers',
    principal,
    contextFor: contexts({
      ...keyContext(facts),
      'aws:PrincipalArn': principalArn(principal),
      'aws:PrincipalAccount': memoryAccountId,
      'kms:CallerAccount': memoryAccountId,
      'kms:ViaService': `bedrock-agentcore.${memoryRegion}.amazonaws.com`,
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalServiceName': ABSENT,
      // All are there "only when the call to your resource is made directly by an AWS service principal".
      'aws:SourceAccount': ABSENT,
      'aws:SourceArn': ABSENT,
      'aws:SourceOrgID': ABSENT,
      'aws:SourceOrgPaths': ABSENT,
    }),
  };
}

/**
 * All who could use the key for AgentCore: the service itself, a caller of the memory's account whom no
 * statement names, and each caller of that account whom an Allow names. A service-linked role is none of them.
 *
 * @remarks
 * Only `Principal` elements name candidates: KMS checks that those exist, and does not check what stands
 * in a condition. Deny statements name none either, so that a Deny can't open a way; one to a single principal leaves
 * all other callers.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function candidatesOf(
  policy: KeyPolicy,
  facts: ServiceAccessFacts,
): Candidate[] {
  const partition = facts.partition ?? facts.keyArn.split(':')[1] ?? 'aws';
  const accountId = facts.memoryAccountId;
  const named = new Map<string, Requester>();
  for (const { effect, principal } of policy.statements) {
    if (effect !== 'Allow' || principal.negated) continue;
    for (const entry of principal.entries) {
      if (
        entry.kind === 'named' &&
        entry.accountId === accountId &&
        entry.partition === partition &&
        !isServiceLinkedRole(entry.arn)
      ) {
        named.set(entry.arn, entry);
      }
    }
  }
  return [
    servicePrincipal(facts, partition),
    accountCaller(facts, {
      kind: 'account-caller',
      accountId,
      partition,
      exceptNamed: true,
    }),
    ...[...named.values()].map(who => accountCaller(facts, who)),
  ];
}
