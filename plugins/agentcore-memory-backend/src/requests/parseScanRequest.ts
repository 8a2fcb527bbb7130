import { parseScope } from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { ScanServiceRequest } from '../scans/ScanService';
import { parseAs } from './parseAs';

const FORM =
  'must be "all" or <provider id>/<twelve-digit account id>/<region>';

const scope = z.string(FORM).transform((value, context) => {
  const parsed = value === 'all' ? value : parseScope(value);
  if (!parsed) {
    context.addIssue({ code: 'custom', message: FORM });
    return z.NEVER;
  }
  return parsed;
});

const body = z.strictObject({ scope });

/** Reads the body of `POST /v1/scans`. Throws `InputError` naming the field that is wrong. */
export function parseScanRequest(input: unknown): ScanServiceRequest {
  return parseAs(body, input, 'body');
}
