import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { known } from '../facts';
import { assessMemory, Finding, fixFor, RULE_IDS, RuleId } from '../rules';
import { keyWith } from '../__testUtils__/cases/overlay';
import { fixableOf } from '../__testUtils__/fixableOf';
import { policyText } from '../__testUtils__/policies';
import { inputOf, ruleCases } from '../__testUtils__/cases/ruleCases';
import { RUNS } from '../__testUtils__/runs';
import { Fix, FixableKey } from '.';
import { comment, quotedText, shellWord, yamlText } from './escape';
import { replacementName } from './replaceMemory';

/** AWS's pattern of a memory's name. */
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

interface FixCase {
  name: string;
  finding: Finding;
  input: ReturnType<typeof inputOf>;
  fixable: ReturnType<typeof fixableOf>;
  fix: Fix | undefined;
}

/** Each finding of each case of the rules. */
const ALL: FixCase[] = ruleCases().flatMap(({ cases }) =>
  cases.flatMap(ruleCase => {
    const { settings, ...facts } = inputOf(ruleCase);
    const fixable = fixableOf(facts);
    return assessMemory(facts, settings).findings.map(finding => ({
      name: `${finding.rule}: ${ruleCase.name}`,
      finding,
      input: { ...facts, settings },
      fixable,
      fix: fixFor(finding, { ...fixable, settings }),
    }));
  }),
);
const BAD = ALL.filter(({ finding }) =>
  ['fail', 'warn'].includes(finding.outcome),
).map(bad => ({ ...bad, fix: bad.fix as Fix }));

/** What stands in a YAML snippet, and what is wrong with it. */
function yamlOf(text: string): { errors: string[]; value: any } {
  const document = parseDocument(text, { logLevel: 'error' });
  const errors = document.errors.map(({ message }) => message);
  return { errors, value: document.toJS() }; // what it holds differs from fix to fix
}

/** The words that follow an option in some commands. */
function optionsIn(cli: string, option: string): string[] {
  const found = cli.matchAll(new RegExp(`--${option} ([^\\s"]\\S*)`, 'g'));
  return [...found].map(([, word]) => word);
}

/** The ARNs of a key that its fixes may name. */
function arnsOf(key: FixableKey | undefined): string[] {
  if (!key) return [];
  const { arn, details } = key;
  return details.state === 'known'
    ? [arn, details.value.multiRegionKeys?.primaryArn ?? arn]
    : [arn];
}

/** Whether the fixes of a rule replace the memory. */
const REPLACES: Partial<Record<RuleId, boolean[]>> = {
  'customer-managed-key': [true],
  'key-approved': [true],
  'key-usable': [true, false],
};

const replaces = (fix: Fix) => fix.text.includes('Create a new memory');

describe('fixFor', () => {
  it('gives a fix where something is wrong, and only there', () => {
    for (const { finding, fix } of ALL) {
      const wrong = ['fail', 'warn'].includes(finding.outcome);
      expect([finding, fix !== undefined]).toEqual([finding, wrong]);
    }
    const fixed = new Set(BAD.map(({ finding }) => finding.rule));
    expect(RULE_IDS.filter(id => !fixed.has(id))).toEqual([]);
  });

  it('uses the default settings where none are given', () => {
    const [bad] = BAD;
    expect(fixFor(bad.finding, bad.fixable)).toEqual(bad.fix);
  });
});

describe.each(BAD)('$name', ({ finding, fixable, fix }) => {
  it('is fixed by words in whole sentences, about this memory and its region', () => {
    expect(fix.text).toMatch(/^[A-Z].*\.$/s);
    expect(fix.text).not.toMatch(/undefined|null|\[object/);
    const { memory, key } = fixable;
    const arns = arnsOf(key);
    const regions = [
      memory.scope.region,
      ...arns.map(arn => arn.split(':')[3]),
    ];
    expect(regions).toEqual(
      expect.arrayContaining(optionsIn(fix.cli, 'region')),
    );
    expect(arns).toEqual(expect.arrayContaining(optionsIn(fix.cli, 'key-id')));
    expect([memory.memoryId]).toEqual(
      expect.arrayContaining(optionsIn(fix.cli, 'memory-id')),
    );
    expect(fix.cli).not.toMatch(/undefined|null|\[object|--region {2}/);
  });

  it('is fixed by commands that a shell understands', () => {
    const { status, stderr } = spawnSync('bash', ['-n'], {
      input: fix.cli,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is fixed by YAML that a parser understands, and by HCL with balanced braces', () => {
    expect(yamlOf(fix.cloudFormation).errors).toEqual([]);
    const braces = fix.terraform.replace(/"(\\.|[^"\\])*"|#.*/g, '');
    expect(braces.split('{').length).toBe(braces.split('}').length);
  });

  it('replaces the memory only where nothing else helps', () => {
    expect(REPLACES[finding.rule] ?? [false]).toContain(replaces(fix));
  });
});

describe.each(BAD.filter(({ fix }) => replaces(fix)))(
  '$name',
  ({ fix, input }) => {
    it('is fixed by a memory with a name that AWS takes, and a key', () => {
      const { Resources: resources } = yamlOf(fix.cloudFormation).value;
      const { Name, EncryptionKeyArn } = resources.EncryptedMemory.Properties;
      expect(Name).toMatch(NAME);
      expect(optionsIn(fix.cli, 'name')).toEqual([Name]);
      expect([
        'MemoryKey.Arn',
        ...(input.settings.approvedKeys?.keyArns ?? []),
      ]).toContain(EncryptionKeyArn);
    });
  },
);

/** What a finding says after the policy of the key was changed. */
function afterwards(
  { finding, input }: FixCase,
  change: (statements: unknown[]) => unknown[],
): string | undefined {
  const { key, settings, ...facts } = input;
  if (key?.policy.state !== 'known') throw new Error('No policy to change');
  const { Statement } = JSON.parse(key.policy.value);
  const policy = known(policyText(change([Statement].flat())));
  return assessMemory(
    { ...facts, key: { ...key, policy } },
    { ...settings, severity: {} },
  ).findings.find(({ rule }) => rule === finding.rule)?.outcome;
}

const about = (rule: RuleId) =>
  BAD.filter(({ finding }) => finding.rule === rule);

/** The statements that the commands of a fix of exposure leave: what its filter of jq does. */
function afterJq({ fix }: { fix: Fix }, statements: unknown[]): unknown[] {
  const sids = [...fix.cli.matchAll(/select\(\.Sid == ("(?:[^"\\]|\\.)*")\)/g)];
  const indices = [...fix.cli.matchAll(/\.Statement\[(\d+)\]/g)];
  expect(sids.length + indices.length).toBeGreaterThan(0);
  const outSids = sids.map(([, sid]) => JSON.parse(sid));
  const out = indices.map(([, index]) => Number(index));
  return statements.filter(
    (one, i) =>
      !out.includes(i) && !outSids.includes((one as { Sid?: string }).Sid),
  );
}

describe('a fix of the key policy', () => {
  it.each(about('key-policy-service-access'))('works for $name', bad => {
    const [statement] = yamlOf(bad.fix.cloudFormation).value;
    expect(bad.fix.cli).toContain(JSON.stringify(statement));
    expect(afterwards(bad, old => [...old, statement])).toBe('pass');
  });

  it.each(about('key-policy-exposure'))('works for $name', bad => {
    expect(afterwards(bad, old => afterJq(bad, old))).toBe('pass');
  });

  it('deletes by Sid where one identifies the statement, else by index', () => {
    const open = { Effect: 'Allow', Principal: '*', Action: 'kms:*' };
    const [a, b, c] = ['A', 'B', 'B'].map(Sid => ({ Sid, ...open }));
    const unnamed = { ...open, Resource: '*' };
    const [bad] = about('key-policy-exposure');
    const all = [a, b, c, unnamed].map(one => ({ ...one, Resource: '*' }));
    const key = keyWith({ policy: all });
    const input = { ...bad.input, key };
    const finding = assessMemory(input).findings.find(
      ({ rule }) => rule === 'key-policy-exposure',
    )!;
    expect(finding.statements).toEqual([
      { index: 0, name: '"A"', sid: 'A' },
      { index: 1, name: '"B"' },
      { index: 2, name: '"B"' },
      { index: 3, name: 'number 4' },
    ]);
    const fixable = fixableOf(input);
    const fix = fixFor(finding, fixable)!;
    expect(fix.cli).toContain(
      'del((.Statement[] | select(.Sid == "A")), .Statement[1], .Statement[2], .Statement[3])',
    );
    expect(fix.cli).toMatch(/^# Look at new\.json/);
    const changed = { ...bad, finding, input, fixable, fix };
    expect(afterJq(changed, all)).toEqual([]);
    // Another statement was put first in the meantime: the one with the Sid is found all the same.
    expect(afterJq(changed, [{ Sid: 'New' }, a])).toEqual([{ Sid: 'New' }]);
  });

  it('names the Deny that keeps AgentCore out', () => {
    const [{ input }] = about('key-policy-service-access');
    const deny = { Sid: 'Shut', Effect: 'Deny', Principal: '*' };
    const key = keyWith({
      policy: [{ ...deny, Action: 'kms:*', Resource: '*' }],
    });
    const facts = { ...input, key };
    const finding = assessMemory(facts).findings.find(
      ({ rule }) => rule === 'key-policy-service-access',
    )!;
    expect(fixFor(finding, fixableOf(facts))?.text).toMatch(
      /^A Deny keeps AgentCore out \(statement "Shut"\): remove it/,
    );
  });
});

describe('a name for the new memory', () => {
  it('is one that AWS takes, and another than the old one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.stringMatching(NAME),
          fc.stringMatching(NAME).map(name => `${name.slice(0, 44)}_cmk`),
        ),
        name => {
          expect(replacementName(name)).toMatch(NAME);
          expect(replacementName(name)).not.toBe(name);
        },
      ),
      RUNS,
    );
  });

  it('keeps as much of the old one as there is room for', () => {
    expect(replacementName('notes')).toBe('notes_cmk');
    expect(replacementName('notes_cmk')).toBe('notes_cmk_cmk');
    const long = 'x'.repeat(48);
    expect(replacementName(long)).toBe(`${'x'.repeat(44)}_cmk`);
    expect(replacementName(replacementName(long))).toBe(
      `${'x'.repeat(43)}_cmk2`,
    );
  });
});

/** A text that UTF-8 can hold: no half of a surrogate pair. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

describe('texts from AWS', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }).map(text => text.replace(/\0/g, '')),
    fc
      .array(fc.constantFrom(...'\'"\\$`!;&|<>(){}*?~#\n\t -=a'), {
        maxLength: 12,
      })
      .map(characters => characters.join('')),
    fc.constantFrom(
      '$(id)',
      '`id`',
      "'; id; '",
      '${HOME}',
      '!!',
      '~',
      '-n',
      '',
    ),
  );

  it('are one word of a shell, with any characters', () => {
    const texts = fc.sample(hostile, { numRuns: 500, seed: 1 }).map(wellFormed);
    const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
    const { stdout } = spawnSync('bash', [], { input: script });
    expect(stdout.toString('utf8').split('\0').slice(0, -1)).toEqual(texts);
  });

  it('are texts of YAML and HCL, with any characters', () => {
    fc.assert(
      fc.property(hostile, text => {
        const safe = wellFormed(text);
        expect(yamlOf(`name: ${yamlText(safe)}`)).toEqual({
          errors: [],
          value: { name: safe },
        });
        expect(quotedText(safe)).not.toMatch(/(^|[^$])\$\{|(^|[^%])%\{/);
      }),
      RUNS,
    );
  });

  it('stay inside of their comment', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1 }), texts => {
        const lines = comment(...texts).split(/[\n\r\u0085\u2028\u2029]/);
        expect(lines).toHaveLength(texts.length);
        expect(lines.every(line => line.startsWith('# '))).toBe(true);
      }),
      RUNS,
    );
  });
});
