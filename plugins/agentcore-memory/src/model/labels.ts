import {
  RULE_IDS,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/** The verdict of this name; a word of another version is `unknown`, never a pass. */
export function toVerdict(text: string | undefined): Verdict {
  return VERDICTS.find(verdict => verdict === text) ?? 'unknown';
}

/** The title of a rule, or its id where another version's rule is not known here. */
export function ruleTitle(t: Translate, id: string): string {
  const rule = RULE_IDS.find(known => known === id);
  return rule ? t(`rules.title.${rule}`) : id;
}

/** A number with its thousands apart. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number of memories, in words. */
export function pluralizeMemories(t: Translate, count: number): string {
  return t('common.memories', { count });
}

/** How many memories the catalog does not show, in words. */
export function describeNotInCatalog(t: Translate, count: number): string {
  return t('common.notInCatalog', { count });
}

/** A score or coverage as `40 %`; a dash of nothing. */
export function formatPercent(value: number | null): string {
  return value === null ? '–' : `${value}\u00a0%`;
}
