import { join } from 'node:path';
import { Outcome } from '../../outcome';
import {
  assessMemory,
  DEFAULT_RULE_SETTINGS,
  Finding,
  RuleId,
  RuleSettings,
} from '../../rules';
import { TODAY } from '../healthyFacts';
import {
  KeyOverlay,
  keyWith,
  MemoryOverlay,
  memoryWith,
  Unread,
} from './overlay';
import {
  AnyCase,
  Comparison,
  onlyFields,
  partOf,
  readCases,
} from './readCases';

/** A memory and its key, given as changes of healthy ones, and what the rules say of them. */
export interface RuleCase extends AnyCase {
  memory?: MemoryOverlay;
  /** `null`: it was not read. */
  key?: KeyOverlay | Unread | null;
  settings?: Partial<RuleSettings>;
  today?: string;
  /** Outcomes by rule. A rule that is left out may say what it likes. */
  expected: Partial<Record<RuleId, Outcome>>;
  /** A part of the reason that the rule of the folder gives. */
  reason?: string;
}

const FIELDS = 'name why memory key settings today expected reason'.split(' ');
/** The defaults have every field of the settings, also where it is `undefined`. */
const SETTINGS = Object.keys(DEFAULT_RULE_SETTINGS);

/** The cases of all rules, by rule; those of `together` are about more than one. */
export function ruleCases(): { group: string; cases: RuleCase[] }[] {
  return readCases(join(__dirname, '../../rules/__cases__')) as {
    group: string;
    cases: RuleCase[];
  }[];
}

/** What the rules are given in a case. */
export function inputOf({ memory, key, today, settings }: RuleCase) {
  onlyFields(settings ?? {}, SETTINGS, 'settings');
  return {
    memory: memoryWith(memory ?? {}),
    key: key === null ? undefined : keyWith(key ?? {}),
    today: today ?? TODAY,
    settings: { ...DEFAULT_RULE_SETTINGS, ...settings },
  };
}

/** What the rules say in a case. */
export function findingsOf(ruleCase: RuleCase): Finding[] {
  const { settings, ...input } = inputOf(ruleCase);
  return assessMemory(input, settings).findings;
}

/** What the rules say in a case, beside what it expects. */
export function compareRuleCase(group: string, ruleCase: RuleCase): Comparison {
  const { name, expected, reason } = ruleCase;
  onlyFields(ruleCase, FIELDS, name);
  if (group !== 'together' && !Object.hasOwn(expected, group)) {
    throw new Error(`${name} expects nothing of the rule it is about`);
  }
  const findings = findingsOf(ruleCase);
  const outcomes = Object.fromEntries(
    Object.keys(expected).map(rule => [
      rule,
      findings.find(finding => finding.rule === rule)?.outcome,
    ]),
  );
  const own = findings.find(finding => finding.rule === group);
  const because = own?.reason;
  return {
    actual: { outcomes, because, reason: partOf(because, reason) },
    expected: { outcomes: expected, because, reason },
  };
}
