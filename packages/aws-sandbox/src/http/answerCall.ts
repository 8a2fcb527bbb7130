import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { missingRegionError } from '../agentcore/missingRegion';
import { CallRecord } from '../faults/calls';
import { faultError } from '../faults/faultError';
import { FaultTarget } from '../faults/faults';
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

/** What the server does with a call: answer it, close the connection, or leave it open for ever. */
export type CallOutcome = WireResponse | 'reset' | 'hang';

function pageOf(context: OperationContext, member: string | undefined) {
  if (!member) return undefined;
  const token = context.input[member];
  return typeof token === 'string' && token ? decodePageToken(token)?.page : 1;
}

/** Runs one understood call through faults and its operation. Fills in the record as it learns more. */
async function runCall(
  sandbox: SandboxContext,
  request: WireRequest,
  service: ServiceName,
  record: CallRecord,
  requestId: string,
): Promise<CallOutcome> {
  const { state, clock, transitionMs } = sandbox;
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
    input: readInput(),
  };
  const { pageTokens, resourcesOf } = SERVICES[service];
  record.page = pageOf(context, pageTokens[operation]);
  const target: FaultTarget = { ...record, resources: resourcesOf(context) };
  if (!sandbox.limiter.admit({ ...target, service })) {
    record.throttled = true;
    throw faultError('throttle', service, target);
  }
  const { delayMs, fault } = sandbox.faults.take(target);
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  switch (fault?.kind) {
    case 'reset':
    case 'hang':
      return fault.kind;
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>It works!</body',
      };
    case 'deny':
    case 'throttle':
    case 'serverError':
      if (fault.kind === 'throttle') record.throttled = true;
      throw faultError(fault.kind, service, target);
    default:
      return toResultResponse(
        runOperation(sandbox.events, service, operation, {
          ...context,
          now: clock.now(),
        }),
        SERVICE_PROTOCOLS[service],
        operation,
        requestId,
      );
  }
}

function toAwsError(error: unknown): AwsError {
  return error instanceof AwsError
    ? error
    : new AwsError('InternalFailure', 500, `Bug in the sandbox: ${error}`);
}

/** Answers one signed request, and writes it into the call log. */
export async function answerCall(
  sandbox: SandboxContext,
  request: WireRequest,
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
    outcome = await runCall(sandbox, request, service, record, requestId);
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
