import { Body, Expression, TerraformCode } from './parseTerraform';
import {
  BlockSchema,
  OUTPUT,
  PROVIDER,
  RESOURCES,
  TERRAFORM,
} from './terraformSchema';

/** What is wrong with Terraform code by the schema of the provider, a line each; none: it is valid. */
export function checkTerraformCode(code: TerraformCode): string[] {
  const resources = Object.entries(code.resource).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, bodies]) =>
      Object.hasOwn(RESOURCES, type)
        ? [
            ...checkOne(code, bodies, RESOURCES[type], `${type}.${name}`),
            ...checkRules(type, bodies[0]).map(
              fault => `${type}.${name}: ${fault}`,
            ),
          ]
        : [`${type}: is no resource`],
    ),
  );
  const provider = Object.entries(code.provider).flatMap(([name, bodies]) =>
    checkOne(code, bodies, PROVIDER, `provider.${name}`),
  );
  const outputs = Object.entries(code.output).flatMap(([name, bodies]) =>
    checkOne(code, bodies, OUTPUT, `output.${name}`),
  );
  const unknown = Object.keys(code)
    .filter(
      key => !['terraform', 'provider', 'resource', 'output'].includes(key),
    )
    .map(key => `${key}: is unknown`);
  return [
    ...unknown,
    ...checkOne(code, code.terraform, TERRAFORM, 'terraform'),
    ...provider,
    ...resources,
    ...outputs,
  ];
}

/** Blocks of a strategy, and the one type or override that has them. */
const BLOCKS_OF = [
  ['configuration', 'CUSTOM'],
  ['reflection_configuration', 'EPISODIC'],
  ['reflection', 'EPISODIC_OVERRIDE'],
  ['self_managed_configuration', 'SELF_MANAGED'],
];
const NEEDED = ['configuration', 'reflection', 'self_managed_configuration'];

/** What the provider checks between arguments, and of numbers. */
function checkRules(type: string, body: Body): string[] {
  if (type === 'aws_bedrockagentcore_memory') {
    const days = Number(body.event_expiry_duration);
    return days >= 7 && days <= 365 ? [] : ['takes 7 to 365 days'];
  }
  if (type !== 'aws_bedrockagentcore_memory_strategy') return [];
  const [configuration] = (body.configuration ?? []) as Body[];
  const kinds = [body.type, configuration?.type];
  const blocks = { ...body, ...configuration };
  const faults = BLOCKS_OF.flatMap(([block, kind]) => {
    const isOfKind = kinds.includes(kind);
    if (block in blocks && !isOfKind) return [`${block} is not for it`];
    return isOfKind && NEEDED.includes(block) && !(block in blocks)
      ? [`needs ${block}`]
      : [];
  });
  if (kinds.includes('SUMMARY_OVERRIDE') && 'extraction' in blocks) {
    faults.push('extraction is not for it');
  }
  const hasTemplates = body.namespace_templates !== undefined;
  if (hasTemplates === kinds.includes('SELF_MANAGED')) {
    faults.push('needs namespace_templates, or must have none');
  }
  return faults;
}

function checkOne(
  code: TerraformCode,
  bodies: readonly Body[],
  schema: BlockSchema,
  at: string,
): string[] {
  return bodies.length === 1
    ? checkBody(code, bodies[0], schema, at)
    : [`${at}: is there ${bodies.length} times`];
}

function checkBody(
  code: TerraformCode,
  body: Body,
  { required = {}, optional = {}, blocks = {}, values = {} }: BlockSchema,
  at: string,
): string[] {
  const missing = Object.keys(required)
    .filter(name => !(name in body))
    .map(name => `${at}.${name}: is missing`);
  const present = Object.entries(body).flatMap(([name, value]) => {
    const inner = `${at}.${name}`;
    if (Object.hasOwn(blocks, name)) {
      return checkBlocks(code, value, blocks[name], inner);
    }
    const type = required[name] ?? optional[name];
    if (!type) return [`${inner}: is unknown`];
    if (values[name] && !values[name].some(one => one === value)) {
      return [`${inner}: must be one of ${values[name].join(', ')}`];
    }
    return checkArgument(code, value, type, inner);
  });
  return [...missing, ...present];
}

function checkBlocks(
  code: TerraformCode,
  value: unknown,
  schema: BlockSchema,
  at: string,
): string[] {
  if (!Array.isArray(value)) return [`${at}: must be a block`];
  return [
    ...(schema.max !== undefined && value.length > schema.max
      ? [`${at}: is there ${value.length} times`]
      : []),
    ...value.flatMap(body => checkBody(code, body, schema, at)),
  ];
}

function checkArgument(
  code: TerraformCode,
  value: unknown,
  type: string,
  at: string,
): string[] {
  if (value instanceof Expression) {
    return type === 'string' && refersTo(code, value)
      ? []
      : [`${at}: ${value.code} is not there`];
  }
  return isOf(type, value) ? [] : [`${at}: must be of the type ${type}`];
}

function isOf(type: string, value: unknown): boolean {
  const isText = (one: unknown) => typeof one === 'string';
  switch (type) {
    case 'texts':
      return Array.isArray(value) && value.length > 0 && value.every(isText);
    case 'tags':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every(isText)
      );
    default:
      return typeof value === type;
  }
}

/** Whether an expression is an attribute of a resource of this code. */
function refersTo({ resource }: TerraformCode, { code }: Expression): boolean {
  const [type, name, attribute, ...more] = code.split('.');
  const schema = RESOURCES[type];
  return (
    more.length === 0 &&
    resource[type]?.[name] !== undefined &&
    Boolean(
      schema.computed?.includes(attribute) ||
        schema.required?.[attribute] ||
        schema.optional?.[attribute],
    )
  );
}
