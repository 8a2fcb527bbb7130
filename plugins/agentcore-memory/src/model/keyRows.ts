import { KeyEntity, Observed } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { describeObserved } from './describeObserved';

function managerOf(t: Translate, manager: string): string {
  return manager === 'CUSTOMER' || manager === 'AWS'
    ? t(`keys.card.managedBy.${manager}`)
    : manager;
}

function day(instant: string | undefined): string | undefined {
  return instant?.slice(0, 10);
}

function rotationPeriod(t: Translate, days: number | undefined): string {
  return days === undefined
    ? t('keys.rotation.everyUnknown')
    : t('keys.rotation.every', { count: days });
}

/** The facts of a key but its state, as names and values. Facts that are not set are left out, and so are repeated refusals. */
export function keyRows(t: Translate, key: KeyEntity): [string, string][] {
  const { details, rotation, aliases } = key;
  const value = details.state === 'known' ? details.value : undefined;
  const multiRegion = value?.multiRegionKeys;
  // What is said of the state, which stands above the facts.
  const refusals = new Set([
    describeObserved(t, 'key', details, () => undefined),
  ]);
  /** A refusal is told once, not once for every fact that it concerns. */
  function told<T>(
    fact: Observed<T>,
    words: (known: T) => string | undefined,
    ifAbsent?: string,
  ): string | undefined {
    const text = describeObserved(t, 'key', fact, words) ?? ifAbsent;
    if (text === undefined || 'value' in fact) return text;
    if (refusals.has(text)) return undefined;
    refusals.add(text);
    return text;
  }
  const rows: [string, string | undefined][] = [
    [t('keys.card.manager'), value && managerOf(t, value.manager)],
    [t('keys.card.kind'), value && `${value.spec}, ${value.usage}`],
    [t('keys.card.material'), value?.origin],
    [t('keys.card.materialExpires'), day(value?.validTo)],
    [
      t('common.word.rotation'),
      value &&
        told(
          rotation,
          ({ enabled, periodDays }) =>
            enabled ? rotationPeriod(t, periodDays) : t('keys.rotation.off'),
          t('keys.rotation.notApplicable'),
        ),
    ],
    [
      t('keys.card.nextRotation'),
      told(rotation, ({ nextDate }) => day(nextDate)),
    ],
    [
      t('keys.card.aliases'),
      told(aliases, names => names.join(', ') || t('common.word.none')),
    ],
    [
      t('keys.card.multiRegion'),
      multiRegion &&
        (multiRegion.type === 'PRIMARY'
          ? t('keys.card.primary', { count: multiRegion.replicaArns.length })
          : t('keys.card.replica', {
              type: multiRegion.type,
              arn: multiRegion.primaryArn,
            })),
    ],
    [t('keys.card.arn'), key.arn],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}
