import { Observed } from 'backstage-plugin-agentcore-memory-common';

/**
 * What AWS said, or why it is not known, in words; `undefined` where AWS said that it is not set.
 *
 * @param what - the kind of resource that the fact belongs to
 */
export function describeObserved<T>(
  what: 'key' | 'memory',
  fact: Observed<T>,
  words: (value: T) => string | undefined,
): string | undefined {
  switch (fact.state) {
    case 'known':
      return words(fact.value);
    case 'absent':
      return undefined;
    case 'denied':
      return `AWS denied reading it (${fact.reason})`;
    case 'missing':
      return `AWS finds no such ${what} (${fact.reason})`;
    case 'failed':
      return `It could not be read (${fact.reason})`;
    default:
      return fact satisfies never;
  }
}
