const HIDDEN_MEMBERS = new Set(['name', 'description', 'appendToPrompt']);

/** Replaces names, descriptions and prompts by `***`, as CloudTrail does. Tags are kept. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => {
        if (name === 'tags') return [name, member];
        return [name, HIDDEN_MEMBERS.has(name) ? '***' : redact(member)];
      }),
  );
}
