import { place } from './requests';
import { Template } from './parseTemplate';
import { SandboxApi } from './SandboxApi';

interface TemplateTag {
  Key: string;
  Value: string;
}

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
      const { 'Fn::Equals': both } = resolve(Assert, known) as {
        'Fn::Equals': unknown[];
      };
      if (both[0] !== both[1]) throw new Error(`${both} are not equal`);
    }
  }
  if (MemoryKey) {
    const { KeyPolicy, Tags, EnableKeyRotation, ...key } = MemoryKey.Properties;
    const { KeyId, Arn } = await api.createKey({
      ...key,
      Policy: JSON.stringify(KeyPolicy),
      Tags: (Tags as TemplateTag[] | undefined)?.map(({ Key, Value }) => ({
        TagKey: Key,
        TagValue: Value,
      })),
    });
    known.MemoryKey = KeyId;
    known['MemoryKey.Arn'] = Arn;
    if (EnableKeyRotation) {
      await api.kms('EnableKeyRotation', { KeyId });
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
