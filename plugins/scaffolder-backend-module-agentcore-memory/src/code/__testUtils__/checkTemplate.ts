import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { Template, TemplateResource } from './parseTemplate';

const spec = loadAwsServiceSpecSync();
const typeNames = new Set(
  spec.all('resource').map(({ cloudFormationType }) => cloudFormationType),
);
type Resource = ReturnType<typeof resourceOf>;
type Properties = Resource['properties'];
type PropertyType = Properties[string]['type'];

const PSEUDO = ['AWS::AccountId', 'AWS::Region'];
const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Rules',
  'Resources',
  'Outputs',
];

/** What is wrong with a template by CloudFormation's own schema, a line each; none: it is valid. */
export function checkTemplate(template: Template): string[] {
  const unknown = Object.keys(template)
    .filter(section => !SECTIONS.includes(section))
    .map(section => `${section}: is no section`);
  const resources = Object.entries(template.Resources).flatMap(
    ([name, resource]) => checkResource(template, name, resource),
  );
  const outputs = Object.entries(template.Outputs).flatMap(([name, output]) => [
    ...checkText(template, output.Description, `Outputs.${name}.Description`),
    ...checkText(template, output.Value, `Outputs.${name}.Value`),
  ]);
  return [
    ...(template.AWSTemplateFormatVersion === '2010-09-09'
      ? []
      : ['AWSTemplateFormatVersion: is another']),
    ...unknown,
    ...resources,
    ...outputs,
  ];
}

function resourceOf(type: string) {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
}

function checkResource(
  template: Template,
  name: string,
  resource: TemplateResource,
): string[] {
  const { Type, DeletionPolicy, UpdateReplacePolicy, Properties, ...others } =
    resource;
  if (!typeNames.has(Type)) return [`${name}: ${Type} is no type of resource`];
  return [
    ...Object.keys(others).map(key => `${name}.${key}: is unknown`),
    ...[DeletionPolicy, UpdateReplacePolicy]
      .filter(policy => policy !== undefined && !POLICIES.includes(policy))
      .map(policy => `${name}: ${policy} is no policy`),
    ...(UpdateReplacePolicy === 'RetainExceptOnCreate'
      ? [`${name}.UpdateReplacePolicy: is of deletion only`]
      : []),
    ...checkObject(template, Properties, resourceOf(Type).properties, name),
  ];
}

function checkObject(
  template: Template,
  value: unknown,
  properties: Properties,
  at: string,
): string[] {
  if (!isObject(value)) return [`${at}: must be an object`];
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required && !(name in value))
    .map(([name]) => `${at}.${name}: is missing`);
  const present = Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(properties, name)
      ? checkValue(template, inner, properties[name].type, `${at}.${name}`)
      : [`${at}.${name}: is unknown`],
  );
  return [...missing, ...present];
}

function checkValue(
  template: Template,
  value: unknown,
  type: PropertyType,
  at: string,
): string[] {
  switch (type.type) {
    case 'string': {
      const { allowedValues } = type;
      const isAllowed =
        !allowedValues || allowedValues.some(allowed => allowed === value);
      return isAllowed
        ? checkText(template, value, at)
        : [`${at}: must be one of ${allowedValues.join(', ')}`];
    }
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at}: must be an integer`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at}: must be a boolean`];
    case 'json':
      return isObject(value) ? [] : [`${at}: must be an object`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) =>
            checkValue(template, item, type.element, `${at}.${index}`),
          )
        : [`${at}: must be a list`];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, item]) =>
            checkValue(template, item, type.element, `${at}.${name}`),
          )
        : [`${at}: must be an object`];
    case 'tag':
      return isObject(value) &&
        typeof value.Key === 'string' &&
        typeof value.Value === 'string' &&
        Object.keys(value).length === 2
        ? []
        : [`${at}: must be a tag`];
    case 'ref': {
      const { properties } = spec.get('typeDefinition', type.reference);
      return checkObject(template, value, properties, at);
    }
    case 'union': {
      const faults = type.types.map(one =>
        checkValue(template, value, one, at),
      );
      return faults.find(found => found.length === 0) ?? faults[0];
    }
    default:
      throw new Error(`${at}: values of ${type.type} are not checked`);
  }
}

/** A text, or a function that gives one. */
function checkText(template: Template, value: unknown, at: string): string[] {
  if (typeof value === 'string') return [];
  if (isObject(value) && Object.keys(value).length === 1) {
    if (typeof value.Ref === 'string') {
      return [...PSEUDO, ...Object.keys(template.Resources)].includes(value.Ref)
        ? []
        : [`${at}: refers to ${value.Ref}, which is not there`];
    }
    const attribute = value['Fn::GetAtt'];
    if (Array.isArray(attribute)) {
      const [name, path] = attribute;
      const type = template.Resources[name]?.Type;
      return typeNames.has(type) && path in resourceOf(type).attributes
        ? []
        : [`${at}: ${name} has no attribute ${path}`];
    }
  }
  return [`${at}: must be a text`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
