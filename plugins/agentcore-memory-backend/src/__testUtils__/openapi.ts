import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';

/** The API's document. */
export const openapi = parse(
  readFileSync(join(__dirname, '../schema/openapi.yaml'), 'utf8'),
);
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ ...openapi, $id: 'openapi' });

/** Fails unless something is as the OpenAPI document says. */
export function expectDocumented(name: string, body: unknown) {
  const validate = ajv.getSchema(`openapi#/components/schemas/${name}`)!;
  expect({ valid: validate(body), errors: validate.errors }).toEqual({
    valid: true,
    errors: null,
  });
}
