import { Entity } from '@backstage/catalog-model';
import {
  entityToKeyFacts,
  KEY_TYPE,
  KeyFacts,
  Observed,
} from 'backstage-plugin-agentcore-memory-common';

/** Whether an entity is a KMS key that memories are encrypted with; for `EntitySwitch.Case`. @public */
export function isAgentCoreMemoryKey(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec?.type === KEY_TYPE &&
    entityToKeyFacts(entity) !== undefined
  );
}

/** What AWS said, or that it did not, in words. */
export function said<T>(
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
      return `AWS finds no such key (${fact.reason})`;
    case 'failed':
      return `AWS did not answer (${fact.reason})`;
    default:
      return fact satisfies never;
  }
}

const MANAGERS: Record<string, string> = {
  CUSTOMER: 'Customer-managed',
  AWS: 'Managed by AWS',
};

function day(instant: string | undefined): string | undefined {
  return instant?.slice(0, 10);
}

/** The facts of a key as names and values, those that AWS gave or would not give; the others are left out. */
export function keyRows(key: KeyFacts): [string, string][] {
  const { metadata } = key;
  const value = metadata.state === 'known' ? metadata.value : undefined;
  const multiRegion = value?.multiRegionKeys;
  const rows: [string, string | undefined][] = [
    ['State', said(metadata, ({ state }) => state)],
    ['Manager', value && (MANAGERS[value.manager] ?? value.manager)],
    ['Kind', value && `${value.spec}, ${value.usage}`],
    ['Material', value?.origin],
    ['Deletion', day(value?.deletionDate)],
    ['Material expires', day(value?.validTo)],
    [
      'Rotation',
      key.metadata.state === 'known'
        ? said(key.rotation, ({ enabled, periodDays }) =>
            enabled ? `Every ${periodDays ?? 'unknown number of'} days` : 'Off',
          ) ?? 'Does not apply'
        : undefined,
    ],
    ['Next rotation', said(key.rotation, ({ nextDate }) => day(nextDate))],
    ['Aliases', said(key.aliases, names => names.join(', ') || 'None')],
    [
      'Multi-region',
      multiRegion &&
        (multiRegion.type === 'PRIMARY'
          ? `Primary of ${multiRegion.replicaArns.length} replicas`
          : `${multiRegion.type}; the primary is ${multiRegion.primaryArn}`),
    ],
    ['ARN', key.arn],
  ];
  // What could not be read is said once, not once for every fact that hangs on it.
  const seen = new Set<string>();
  return rows.filter((row): row is [string, string] => {
    if (row[1] === undefined) return false;
    const isRefusal = row[1].startsWith('AWS ');
    if (isRefusal && seen.has(row[1])) return false;
    seen.add(row[1]);
    return true;
  });
}
