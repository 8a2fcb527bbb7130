import type { WireResponse } from '../http/awsError';
import type { WireRequest } from '../http/dispatch';
import { faultKinds, type Fault } from '../faults/faults';
import { switchKey } from './adminKeys';
import type { SandboxParts } from '../http/answerCall';

/** Path under which the running sandbox itself is asked; no AWS API has it. */
export const adminPath = '/_sandbox/';

const keySwitchPath = /^keys\/([^/]+)\/(disable|enable)$/;

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
    return faultKinds.includes(fault?.kind) ? fault : undefined;
  } catch {
    return undefined;
  }
}

/** Answers a request about the sandbox itself: health, calls, faults, keys. */
export function answerAdmin(
  parts: SandboxParts,
  { method, url, headers, body }: WireRequest,
): WireResponse {
  // Only browsers send an origin: no web page shall break a demo that runs on the same machine.
  if (headers.origin) {
    return answer(403, { error: 'Not for web pages' });
  }
  const { faults, calls } = parts;
  const path = url.pathname.slice(adminPath.length);
  const keySwitch = keySwitchPath.exec(path);
  if (method === 'POST' && keySwitch) {
    const { status, body: result } = switchKey(
      parts,
      decodeURIComponent(keySwitch[1]),
      keySwitch[2] === 'disable' ? 'DisableKey' : 'EnableKey',
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
            error: `kind must be one of ${faultKinds.join(', ')}`,
          });
    }
    case 'DELETE faults':
      faults.clear();
      return answer(200, { status: 'ok' });
    default:
      return answer(404, { error: 'No such thing' });
  }
}
