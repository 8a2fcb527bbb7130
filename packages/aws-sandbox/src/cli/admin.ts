import { FAULT_KINDS, Fault } from '../faults/faults';
import { WireResponse } from '../http/awsError';
import { WireRequest } from '../http/dispatch';
import { SandboxContext } from '../http/SandboxContext';
import { KEY_OPERATIONS, switchKey } from './adminKeys';

/** Path prefix of requests to the sandbox itself; no AWS API has it. */
export const ADMIN_PATH = '/_sandbox/';

const KEY_SWITCH_PATH =
  /^keys\/([^/]+)\/(disable|enable|schedule-deletion|cancel-deletion)$/;

function answer(status: number, body: object): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function readFault(body: string): Fault | undefined {
  try {
    const fault = JSON.parse(body);
    return FAULT_KINDS.includes(fault?.kind) ? fault : undefined;
  } catch {
    return undefined;
  }
}

/** Answers a request to the sandbox itself: health, calls, faults, keys. */
export function answerAdmin(
  sandbox: SandboxContext,
  { method, url, headers, body }: WireRequest,
): WireResponse {
  // Only browsers send an origin, and web pages must not change a sandbox on the same machine.
  if (headers.origin) return answer(403, { error: 'Not for web pages' });
  const { faults, calls } = sandbox;
  const path = url.pathname.slice(ADMIN_PATH.length);
  const keySwitch = KEY_SWITCH_PATH.exec(path);
  if (method === 'POST' && keySwitch) {
    const { status, body: result } = switchKey(
      sandbox,
      decodeURIComponent(keySwitch[1]),
      KEY_OPERATIONS[keySwitch[2] as keyof typeof KEY_OPERATIONS],
    );
    return answer(status, result);
  }
  switch (`${method} ${path}`) {
    case 'GET health':
      return answer(200, { status: 'ok' });
    case 'GET calls':
      return answer(200, {
        calls: calls.countsByOperation(),
        throttled: calls.countsByOperation({ throttled: true }),
      });
    case 'POST faults': {
      const fault = readFault(body);
      return fault
        ? answer(201, { id: faults.add(fault) })
        : answer(400, {
            error: `kind must be one of ${FAULT_KINDS.join(', ')}`,
          });
    }
    case 'DELETE faults':
      faults.clear();
      return answer(200, { status: 'ok' });
    default:
      return answer(404, { error: 'Not found' });
  }
}
