import { toCloudFormation } from '../toCloudFormation';
import { toTerraform } from '../toTerraform';
import { checkTemplate } from './checkTemplate';
import { checkTerraformCode } from './checkTerraformCode';
import { parseTemplate } from './parseTemplate';
import { parseTerraform } from './parseTerraform';
import {
  builtIn,
  newKey,
  overrides,
  requestWith,
  selfManaged,
} from './requests';

// The validators of generated code are code themselves: what they must find is broken on purpose here.
const request = requestWith(
  {
    strategies: [
      builtIn[0],
      builtIn[3],
      overrides[0],
      overrides[3],
      selfManaged,
    ],
    indexedKeys: [{ key: 'a', type: 'NUMBER' }],
    tags: { owner: 'me' },
  },
  { create: newKey },
);

/** The file with one text replaced, which must be there. */
function broken(content: string, from: string, to: string): string {
  expect(content).toContain(from);
  return content.replace(from, () => to);
}

describe('checkTemplate', () => {
  const [, { content }] = toCloudFormation(request);

  it.each([
    ['Type: AWS::KMS::Key', 'Type: AWS::KMS::Keys', 'no type of resource'],
    ['Name: "notes"', 'Title: "notes"', 'Memory.Title: is unknown'],
    ['Name: "notes"\n', '\n', 'Memory.Name: is missing'],
    ['Name: "facts"\n', '\n', 'SemanticMemoryStrategy.Name: is missing'],
    ['Name: "facts"', 'Name: 7', 'SemanticMemoryStrategy.Name: must be a text'],
    [
      'Name: "facts"',
      'Name: yes',
      'SemanticMemoryStrategy.Name: must be a text',
    ],
    ['Name: "notes"', 'Name: 2020-01-01', 'Memory.Name: must be a text'],
    [
      'EventExpiryDuration: 90',
      'EventExpiryDuration: "90"',
      'EventExpiryDuration: must be an integer',
    ],
    [
      'EnableKeyRotation: true',
      'EnableKeyRotation: "true"',
      'EnableKeyRotation: must be a boolean',
    ],
    ['Type: NUMBER', 'Type: DATE', 'must be one of STRING'],
    ['KeySpec: SYMMETRIC_DEFAULT', 'KeySpec: SYMMETRIC', 'must be one of'],
    ['"owner": "me"', '"owner": 1', 'Tags.owner: must be a text'],
    ['Value: "group:', 'Volue: "group:', 'must be a tag'],
    ['!GetAtt MemoryKey.Arn', '!GetAtt MemoryKey.Id', 'no attribute Id'],
    ['!Ref MemoryKey', '!Ref Key', 'refers to Key, which is not there'],
    [
      'EncryptionKeyArn: !GetAtt MemoryKey.Arn',
      'EncryptionKeyArn: !Sub MemoryKey',
      'EncryptionKeyArn: must be a text',
    ],
    [
      'ModelId: "anthropic.extraction-v1:0"',
      'Model: "anthropic.extraction-v1:0"',
      'Extraction.ModelId: is missing',
    ],
    [
      'MessageCount: 10',
      'MessageCounts: 10',
      'MessageBasedTrigger.MessageCounts: is unknown',
    ],
    [
      'DeletionPolicy: RetainExceptOnCreate',
      'DeletionPolicy: Keep',
      'Keep is no policy',
    ],
    ['Resources:', 'Parameters: {}\nResources:', 'Parameters: is no section'],
    ['"2010-09-09"', '2010-09-09', 'AWSTemplateFormatVersion: is another'],
  ])('finds %j made %j', (from, to, fault) => {
    expect(checkTemplate(parseTemplate(content))).toEqual([]);
    expect(
      checkTemplate(parseTemplate(broken(content, from, to))).join('\n'),
    ).toContain(fault);
  });

  it('reads no template with tags that nobody knows, or that is no YAML', () => {
    expect(() => parseTemplate(broken(content, '!Ref', '!Reff'))).toThrow(
      'Unresolved tag',
    );
    expect(() => parseTemplate('a: [')).toThrow();
  });
});

describe('checkTerraformCode', () => {
  const files = toTerraform(request);
  const check = (from: string, to: string) =>
    checkTerraformCode(
      parseTerraform([
        {
          path: 'all.tf',
          content: broken(
            files
              .filter(({ path }) => path.endsWith('.tf'))
              .map(({ content }) => content)
              .join('\n'),
            from,
            to,
          ),
        },
      ]),
    ).join('\n');

  it('finds nothing where nothing is wrong', () => {
    expect(checkTerraformCode(parseTerraform(files))).toEqual([]);
  });

  it.each([
    ['"aws_kms_key"', '"aws_kms_keys"', 'aws_kms_keys: is no resource'],
    ['event_expiry_duration', 'expiry', 'memory.expiry: is unknown'],
    ['event_expiry_duration = 90', '', 'event_expiry_duration: is missing'],
    ['duration = 90', 'duration = "90"', 'must be of the type number'],
    ['duration = 90', 'duration = 6', 'takes 7 to 365 days'],
    ['= "notes"', '= 7', 'name: must be of the type string'],
    ['= "notes"', '= "${var.name}"', 'name: var.name is not there'],
    ['= "notes"', '= "${aws_kms_key.memory.arns}"', 'is not there'],
    ['= "notes"', '= "a ${aws_kms_key.memory.arn}"', 'is not there'],
    ['= aws_kms_key.memory.arn', '= aws_kms_key.key.arn', 'is not there'],
    ['type = "NUMBER"', 'type = "DATE"', 'type: must be one of STRING'],
    ['type                = "SEMANTIC"', 'type = "FACTS"', 'must be one of'],
    ['prevent_destroy = true', 'prevent_destroy = "yes"', 'type boolean'],
    ['indexed_key {', 'indexed_keys {', 'indexed_keys: is unknown'],
    [
      'namespace_templates = ["/facts/{actorId}"]',
      'namespace_templates = "/facts/{actorId}"',
      'namespace_templates: must be of the type texts',
    ],
    [
      'namespace_templates = ["/facts/{actorId}"]',
      '',
      'needs namespace_templates',
    ],
    ['    message_based_trigger {', '    trigger {', 'trigger: is unknown'],
    ['reflection {', 'reflections {', 'needs reflection'],
    [
      '  reflection_configuration {',
      '  configuration {',
      'configuration is not for it',
    ],
    [
      'type = "SEMANTIC_OVERRIDE"',
      'type = "SUMMARY_OVERRIDE"',
      'extraction is not for it',
    ],
    ['model_id ', 'model ', 'extraction.model_id: is missing'],
    ['resource "aws_kms_alias"', 'data "aws_kms_alias"', 'data: is unknown'],
  ])('finds %j made %j', (from, to, fault) => {
    expect(check(from, to)).toContain(fault);
  });

  it('reads nothing that is no HCL', () => {
    expect(() => check('tags = {', 'tags = ')).toThrow('This is no HCL');
    expect(() => check('= "notes"', '= "%{x}"')).toThrow('This is no HCL');
  });
});
