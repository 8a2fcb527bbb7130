import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { missingRegionError } from '../agentcore/missingRegion';
import { alterLists } from '../faults/alterLists';
import { CallRecord } from '../faults/calls';
import { faultError } from '../faults/faultError';
import { answersByOperation, Fault, FaultTarget } from '../faults/faults';
import { CallHold } from '../faults/Hold';
import { recordFailures } from '../faults/recordFailures';
import { authenticate } from './authenticate';
import { AwsError, toErrorResponse, WireResponse } from './awsError';
import { dispatch, SERVICES, WireRequest } from './dispatch';
import { OperationContext } from './operation';
import { decodePageToken } from './paging';
import { runOperation } from './runOperation';
import { SandboxContext } from './SandboxContext';
import { isServiceName, SERVICE_PROTOCOLS, ServiceName } from './services';
import { readSignatureScope } from './signature';
import { guessProtocol, toResultResponse } from './wire';

/** Result of a call: its answer, or what happens to its connection instead; `closed` when it is no longer open. */
export type CallOutcome = WireResponse | 'reset' | 'hang' | 'closed';

/** One call on its way through the sandbox. */
interface Call {
  request: WireRequest;
  requestId: string;
  /** Completed while the call is processed. */
  record: CallRecord;
  /** Aborted when the connection closes. */
  closed: AbortSignal;
}

function pageOf(context: OperationContext, member: string | undefined) {
  if (!member) return undefined;
  const token = context.input[member];
  return typeof token === 'string' && token ? decodePageToken(token)?.page : 1;
}

function toAwsError(error: unknown): AwsError {
  return error instanceof AwsError
    ? error
    : new AwsError('InternalFailure', 500, `Bug in the sandbox: ${error}`);
}

function answerFault(
  fault: Fault,
  service: ServiceName,
  target: FaultTarget,
): CallOutcome {
  const { kind } = fault;
  switch (kind) {
    case 'reset':
    case 'hang':
      return kind;
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>It works!</body',
      };
    case 'deny':
    case 'throttle':
    case 'serverError':
      throw faultError(kind, service, target, fault);
    case 'refuse': {
      const { error } = fault;
      if (!error) throw new Error('A fault that refuses needs an error');
      throw new AwsError(error.code, error.status ?? 400, error.message);
    }
    default:
      throw new Error(`A ${kind} has no answer of its own`);
  }
}

async function passHolds(
  holds: readonly CallHold[],
  at: 'request' | 'answer',
  closed: AbortSignal,
): Promise<boolean> {
  for (const hold of holds) {
    if (hold.at === at && !(await hold.pass(closed))) return false;
  }
  return true;
}

/** Runs a call of a known service through quotas, faults and its operation. */
async function runCall(
  sandbox: SandboxContext,
  service: ServiceName,
  call: Call,
): Promise<CallOutcome> {
  const { state, clock, transitionMs, listingDelayMs } = sandbox;
  const { request, requestId, record, closed } = call;
  const scope = readSignatureScope(request.headers);
  const caller = authenticate(state.accounts, scope, service, clock.now());
  record.account = caller.accountId;
  const { operation, readInput } = dispatch(request, service);
  record.operation = operation;
  const missing =
    service === 'bedrock-agentcore' && state.missingAgentCore(scope.region);
  if (missing) throw missingRegionError(missing, scope.region);
  const context: OperationContext = {
    state,
    caller,
    place: { accountId: caller.accountId, region: scope.region },
    now: clock.now(),
    transitionMs,
    listingDelayMs,
    input: readInput(),
  };
  const { pageTokens, resourcesOf, holderQuotaOf } = SERVICES[service];
  record.page = pageOf(context, pageTokens[operation]);
  const target: FaultTarget = {
    ...record,
    principal: caller.principalArn,
    resources: resourcesOf(context),
  };
  const holderQuota = holderQuotaOf?.(operation, context.input);
  if (!sandbox.limiter.admit({ ...target, service }, holderQuota)) {
    record.throttled = true;
    throw faultError('throttle', service, target);
  }
  const { delayMs, fault, holds } = sandbox.faults.take(target);
  if (holds.length > 0) sandbox.calls.recordArrival(record);
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  const protocol = SERVICE_PROTOCOLS[service];
  const answer = (): CallOutcome => {
    try {
      if (fault && !answersByOperation(fault.kind)) {
        return answerFault(fault, service, target);
      }
      const result = runOperation(sandbox.events, service, operation, {
        ...context,
        now: clock.now(),
        recordFailure: recordFailures(fault),
      });
      return toResultResponse(
        alterLists(fault?.kind, result),
        protocol,
        operation,
        requestId,
      );
    } catch (error) {
      return toErrorResponse(toAwsError(error), protocol, requestId);
    }
  };
  if (!(await passHolds(holds, 'request', closed))) return 'closed';
  const answered = answer();
  const outcome = fault?.kind === 'loseAnswer' ? 'reset' : answered;
  if (!(await passHolds(holds, 'answer', closed))) return 'closed';
  if (fault?.kind === 'throttle') record.throttled = true;
  return outcome;
}

/** Answers one signed request and records it in the call log. `closed` is aborted when its connection closes. */
export async function answerCall(
  sandbox: SandboxContext,
  request: WireRequest,
  closed: AbortSignal,
): Promise<CallOutcome> {
  const requestId = randomUUID();
  const record: CallRecord = {
    service: '',
    operation: 'Unknown',
    account: '',
    region: '',
    status: 0,
    at: sandbox.clock.now(),
  };
  if (sandbox.latencyMs > 0) {
    await wait(sandbox.latencyMs, undefined, { ref: false });
  }
  let protocol = guessProtocol(request.headers);
  let outcome: CallOutcome;
  try {
    const { service, region } = readSignatureScope(request.headers);
    Object.assign(record, { service, region });
    if (!isServiceName(service)) {
      throw new AwsError(
        'UnknownOperationException',
        404,
        `The sandbox has no service ${service}`,
      );
    }
    protocol = SERVICE_PROTOCOLS[service];
    outcome = await runCall(sandbox, service, {
      request,
      requestId,
      record,
      closed,
    });
  } catch (error) {
    outcome = toErrorResponse(toAwsError(error), protocol, requestId);
  }
  if (typeof outcome === 'object') {
    outcome.headers['x-amzn-requestid'] = requestId;
    record.status = outcome.status;
  }
  sandbox.calls.record(record);
  return outcome;
}
