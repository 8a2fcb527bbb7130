import { stringify } from 'csv-stringify/sync';
import { RULE_IDS, RuleId } from 'backstage-plugin-agentcore-memory-common';
import { EvidenceHead, EvidenceMemory } from './Evidence';

const COLUMNS = [
  'entity_ref',
  'name',
  'arn',
  'account',
  'region',
  'owner',
  'owner_source',
  'status',
  'encryption',
  'key_arn',
  'verdict',
  'verdict_with_waivers',
  'stale',
  'last_verdict',
  'assessed_with',
  ...RULE_IDS.map(rule => rule.replace(/-/g, '_')),
  'waived_rules',
  'reasons',
] as const;

/**
 * One line. Everything is quoted, so that no separator of a spreadsheet starts a cell within one, and what a
 * spreadsheet would take for a formula gets an apostrophe.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function lineOf(cells: readonly (string | undefined)[]): string {
  return stringify(
    [
      cells.map(cell =>
        // A line break or tab in front of a formula would hide it from what looks for one.
        (cell ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
      ),
    ],
    {
      quoted: true,
      quoted_empty: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

/** The first line. */
export function csvHead(): string {
  return lineOf(COLUMNS);
}

/** How a rule came out, as far as that counts today. Without any finding the memory was not assessed. */
function outcomeOf({ stale, findings }: EvidenceMemory, id: RuleId): string {
  if (stale || findings.length === 0) return 'unknown';
  return findings.find(({ rule }) => rule === id)?.outcome ?? 'off';
}

/** The line of a memory. */
export function csvLine(memory: EvidenceMemory): string {
  const waived = memory.findings.flatMap(({ rule, waiver }) =>
    waiver === undefined ? [] : [rule],
  );
  const isPermitted = memory.verdictWithWaivers !== undefined;
  return lineOf([
    memory.entityRef,
    memory.title,
    memory.arn,
    memory.account,
    memory.region,
    memory.owner,
    memory.ownerSource,
    memory.status,
    memory.encryption,
    memory.keyArn,
    memory.verdict,
    memory.verdictWithWaivers ?? 'not-permitted',
    String(memory.stale),
    memory.lastVerdict,
    memory.assessedWith,
    ...RULE_IDS.map(rule => outcomeOf(memory, rule)),
    isPermitted ? waived.join(' ') : 'not-permitted',
    memory.findings
      .filter(
        ({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable',
      )
      .map(({ rule, reason }) => `${rule}: ${reason}`)
      .join(' '),
  ]);
}

/** The last line, without which the file is not whole, and what it can't hold. */
export function csvEnd(
  memories: number,
  coverage: EvidenceHead['coverage'],
): string {
  const lacking =
    coverage.state === 'read'
      ? `; of ${coverage.scopes} accounts and regions ${coverage.failed} could not be read; ${coverage.notInCatalog} more memories are not in the catalog`
      : '';
  const end = `# complete: ${memories} memories${lacking}`;
  return lineOf([end, ...COLUMNS.slice(1).map(() => '')]);
}
