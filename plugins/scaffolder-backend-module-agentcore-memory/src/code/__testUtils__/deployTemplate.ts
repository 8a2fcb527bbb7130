import { place } from './requests';
import { Template } from './parseTemplate';
import { SandboxApi } from './SandboxApi';

/** Creates what a template describes, as CloudFormation does: its properties are those of AWS's APIs. */
export async function deployTemplate(
  template: Template,
  api: SandboxApi,
): Promise<void> {
  const { MemoryKey, MemoryKeyAlias, Memory } = template.Resources;
  const known: Record<string, string> = {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
  };
  for (const { Assertions } of Object.values(template.Rules ?? {})) {
    for (const { Assert } of Assertions) {
      const { 'Fn::Equals': both } = resolve(Assert, known) as any;
      if (both[0] !== both[1]) throw new Error(`${both} are not equal`);
    }
  }
  if (MemoryKey) {
    const { KeyPolicy, Tags, EnableKeyRotation, ...key } =
      MemoryKey.Properties as Record<string, any>;
    const { KeyMetadata } = await api.kms('CreateKey', {
      ...key,
      Policy: JSON.stringify(KeyPolicy),
      Tags: Tags?.map((tag: { Key: string; Value: string }) => ({
        TagKey: tag.Key,
        TagValue: tag.Value,
      })),
    });
    known.MemoryKey = KeyMetadata.KeyId;
    known['MemoryKey.Arn'] = KeyMetadata.Arn;
    if (EnableKeyRotation) {
      await api.kms('EnableKeyRotation', { KeyId: known.MemoryKey });
    }
  }
  if (MemoryKeyAlias) {
    await api.kms(
      'CreateAlias',
      resolve(MemoryKeyAlias.Properties, known) as object,
    );
  }
  const { Tags, ...memory } = Memory.Properties;
  await api.createMemory({
    ...(toApi(resolve(memory, known)) as object),
    tags: Tags,
  });
}

function resolve(value: unknown, known: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map(item => resolve(item, known));
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return known[String(value.Ref)];
  if ('Fn::GetAtt' in value) {
    return known[(value['Fn::GetAtt'] as string[]).join('.')];
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, resolve(inner, known)]),
  );
}

/** AWS's APIs spell names of properties with a small first letter. */
function toApi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toApi);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      `${name[0].toLowerCase()}${name.slice(1)}`,
      toApi(inner),
    ]),
  );
}
