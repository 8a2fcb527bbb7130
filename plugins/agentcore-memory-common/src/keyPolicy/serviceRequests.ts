import { Requester } from './matchPrincipal';
import { ContextValue, RequestContext, requestContext } from './requestContext';
import { ServiceAccessFacts, ServiceAccessWay } from './results';
import { KeyPolicy } from './types';

/** One who could use the key for AgentCore, with what a request by them carries. */
export interface Candidate {
  way: ServiceAccessWay;
  principal: Requester;
  contextFor(action: string): RequestContext;
}

/** The service principal of AgentCore. */
export const AGENTCORE_SERVICE = 'bedrock-agentcore.amazonaws.com';

const ABSENT: ContextValue = { kind: 'absent' };

/** The context with and without what only CreateGrant carries. */
function contexts(
  facts: Record<string, string | ContextValue>,
): Candidate['contextFor'] {
  // "Allows … only when an AWS service integrated with AWS KMS calls the operation on the user's behalf":
  // both ways are such calls. Other operations do not carry the key.
  const grant = requestContext({
    ...facts,
    'kms:GrantIsForAWSResource': 'true',
  });
  const other = requestContext({
    ...facts,
    'kms:GrantIsForAWSResource': ABSENT,
  });
  return action => (action === 'kms:CreateGrant' ? grant : other);
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
      'aws:SourceAccount': memoryAccountId,
      'aws:SourceArn': {
        kind: 'prefix',
        prefix: `arn:${partition}:bedrock-agentcore:${memoryRegion}:${memoryAccountId}:memory/`,
      },
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': AGENTCORE_SERVICE,
      // KMS is reached over TLS only.
      'aws:SecureTransport': 'true',
      'kms:ViaService': ABSENT,
    }),
  };
}

function accountCaller(
  facts: ServiceAccessFacts,
  principal: Requester,
): Candidate {
  const { memoryAccountId, memoryRegion } = facts;
  // The ARN of a session's role has a path that the session's own ARN does not tell.
  const arn: Record<string, string> =
    principal.kind === 'named' && /:iam::\d+:(role|user)\//.test(principal.arn)
      ? { 'aws:PrincipalArn': principal.arn }
      : {};
  return {
    way: 'account-callers',
    principal,
    contextFor: contexts({
      ...arn,
      'aws:PrincipalAccount': memoryAccountId,
      'kms:CallerAccount': memoryAccountId,
      'kms:ViaService': `bedrock-agentcore.${memoryRegion}.amazonaws.com`,
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalServiceName': ABSENT,
      // Both are there "only when the call to your resource is made directly by an AWS service principal".
      'aws:SourceAccount': ABSENT,
      'aws:SourceArn': ABSENT,
      'aws:SecureTransport': 'true',
    }),
  };
}

/**
 * All who could use the key for AgentCore: the service itself, a caller of the memory's account whom no
 * statement names, and each caller of that account whom an Allow names.
 *
 * @remarks
 * Only `Principal` elements name candidates: KMS checks that those exist, and does not check what stands
 * in a condition. Deny statements name none either, so that a Deny can't open a way.
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
        entry.partition === partition
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
