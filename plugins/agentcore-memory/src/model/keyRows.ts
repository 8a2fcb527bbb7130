import { KeyEntity, Observed } from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from './describeObserved';

const MANAGERS: Record<string, string> = {
  CUSTOMER: 'Customer-managed',
  AWS: 'Managed by AWS',
};

function day(instant: string | undefined): string | undefined {
  return instant?.slice(0, 10);
}

/** The facts of a key but its state, as names and values. Facts that are not set are left out, and so are repeated refusals. */
export function keyRows(key: KeyEntity): [string, string][] {
  const { details, rotation, aliases } = key;
  const value = details.state === 'known' ? details.value : undefined;
  const multiRegion = value?.multiRegionKeys;
  // What is said of the state, which stands above the facts.
  const refusals = new Set([describeObserved('key', details, () => undefined)]);
  /** A refusal is told once, not once for every fact that it concerns. */
  function told<T>(
    fact: Observed<T>,
    words: (known: T) => string | undefined,
    ifAbsent?: string,
  ): string | undefined {
    const text = describeObserved('key', fact, words) ?? ifAbsent;
    if (text === undefined || 'value' in fact) return text;
    if (refusals.has(text)) return undefined;
    refusals.add(text);
    return text;
  }
  const rows: [string, string | undefined][] = [
    ['Manager', value && (MANAGERS[value.manager] ?? value.manager)],
    ['Kind', value && `${value.spec}, ${value.usage}`],
    ['Material', value?.origin],
    ['Material expires', day(value?.validTo)],
    [
      'Rotation',
      value &&
        told(
          rotation,
          ({ enabled, periodDays }) =>
            enabled ? `Every ${periodDays ?? 'unknown number of'} days` : 'Off',
          'Does not apply',
        ),
    ],
    ['Next rotation', told(rotation, ({ nextDate }) => day(nextDate))],
    ['Aliases', told(aliases, names => names.join(', ') || 'None')],
    [
      'Multi-region',
      multiRegion &&
        (multiRegion.type === 'PRIMARY'
          ? `Primary of ${multiRegion.replicaArns.length} replicas`
          : `${multiRegion.type}; the primary is ${multiRegion.primaryArn}`),
    ],
    ['ARN', key.arn],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}
