import { Observed } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/**
 * What AWS said, or why it is not known, in words; `undefined` where AWS said that it is not set.
 *
 * @param what - the kind of resource that the fact belongs to
 */
export function describeObserved<T>(
  t: Translate,
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
      return t('common.observed.denied', { reason: fact.reason });
    case 'missing':
      return t(
        what === 'key'
          ? 'common.observed.missingKey'
          : 'common.observed.missingMemory',
        { reason: fact.reason },
      );
    case 'failed':
      return t('common.observed.failed', { reason: fact.reason });
    default:
      return fact satisfies never;
  }
}
