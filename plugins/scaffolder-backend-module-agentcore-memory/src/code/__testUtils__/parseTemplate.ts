import { CollectionTag, parseDocument, ScalarTag, YAMLSeq } from 'yaml';

/** A resource of a template. */
export interface TemplateResource {
  Type: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Properties: Record<string, unknown>;
}

/** A template with its functions in their long form. */
export interface Template {
  AWSTemplateFormatVersion?: unknown;
  Description?: unknown;
  Rules?: Record<string, { Assertions: { Assert: unknown }[] }>;
  Resources: Record<string, TemplateResource>;
  Outputs: Record<string, { Description: unknown; Value: unknown }>;
}

const TAGS: (ScalarTag | CollectionTag)[] = [
  { tag: '!Ref', resolve: (name: string) => ({ Ref: name }) },
  {
    tag: '!GetAtt',
    resolve: (name: string) => ({ 'Fn::GetAtt': name.split('.') }),
  },
  { tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) },
  {
    tag: '!Equals',
    collection: 'seq',
    resolve: sequence => ({ 'Fn::Equals': (sequence as YAMLSeq).toJSON() }),
  },
];

/** Reads a template with the YAML of a version; CloudFormation's is 1.1. Throws where it is none. */
export function parseTemplate(
  text: string,
  version: '1.1' | '1.2' = '1.1',
): Template {
  const document = parseDocument(text, {
    version,
    customTags: known => [...known, ...TAGS],
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw fault;
  return document.toJS();
}
