/** https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html: tags. */
export const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;
const CHARACTERS = /^[a-zA-Z0-9\s._:/=+@-]*$/;

/** What is wrong with tags, in words; `undefined`: AWS takes them. @public */
export function findTagFault(tags: unknown): string | undefined {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) {
    return 'tags must be an object of texts';
  }
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    return `${entries.length} tags are more than the ${MAX_TAGS} that AWS takes`;
  }
  for (const [key, value] of entries) {
    const fault = findKeyFault(key) ?? findValueFault(value);
    if (fault) return `the tag "${key}" ${fault}`;
  }
  return undefined;
}

function findKeyFault(key: string): string | undefined {
  if (key.length === 0 || key.length > MAX_KEY) {
    return `must have a key of 1 to ${MAX_KEY} characters`;
  }
  if (/^aws:/i.test(key)) return 'begins with aws:, which AWS keeps for itself';
  return CHARACTERS.test(key)
    ? undefined
    : 'has a key with characters that AWS refuses';
}

function findValueFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must have a text as value';
  if (value.length > MAX_VALUE) {
    return `must have a value of at most ${MAX_VALUE} characters`;
  }
  return CHARACTERS.test(value)
    ? undefined
    : 'has a value with characters that AWS refuses';
}
