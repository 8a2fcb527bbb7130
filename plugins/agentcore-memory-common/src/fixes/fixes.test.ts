import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { KeyFacts, known } from '../facts';
import { assessMemory, Finding, RuleId } from '../rules';
import { HEALTHY_KEY } from '../__testUtils__/healthyFacts';
import { policyText } from '../__testUtils__/policies';
import { inputOf, ruleCases } from '../__testUtils__/cases/ruleCases';
import { RUNS } from '../__testUtils__/runs';
import { Fix, fixFor } from '.';
import { comment, quotedText, shellWord, yamlText } from './quote';
import { replacementName } from './replaceMemory';

/** AWS's pattern of a memory's name. */
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

interface FixCase {
  name: string;
  finding: Finding;
  input: ReturnType<typeof inputOf>;
  fix: Fix | undefined;
}

/** Each finding of each case of the rules. */
const ALL: FixCase[] = ruleCases().flatMap(({ cases }) =>
  cases.flatMap(ruleCase => {
    const { settings, ...facts } = inputOf(ruleCase);
    const input = { ...facts, settings };
    return assessMemory(facts, settings).findings.map(finding => ({
      name: `${finding.rule}: ${ruleCase.name}`,
      finding,
      input,
      fix: fixFor(finding, input),
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
function arnsOf(key: KeyFacts | undefined): string[] {
  if (!key) return [];
  if (key.metadata.state !== 'known') return [key.arn];
  const { arn, multiRegionKeys } = key.metadata.value;
  return [key.arn, arn, multiRegionKeys?.primaryArn ?? arn];
}

const REPLACES: Partial<Record<RuleId, boolean[]>> = {
  'customer-managed-key': [true],
  'key-approved': [true],
  'key-usable': [true, false],
};

describe('fixFor', () => {
  it('gives a fix where something is wrong, and only there', () => {
    for (const { finding, fix } of ALL) {
      const wrong = ['fail', 'warn'].includes(finding.outcome);
      expect([finding, fix !== undefined]).toEqual([finding, wrong]);
    }
    expect(new Set(BAD.map(({ finding }) => finding.rule)).size).toBe(8);
  });

  it('gives default settings where none are given', () => {
    const [bad] = BAD;
    const { settings, ...facts } = bad.input;
    expect(fixFor(bad.finding, facts)).toEqual(bad.fix);
  });
});

describe.each(BAD)('$name', ({ finding, input, fix }) => {
  it('is fixed by words in whole sentences, about this memory and its region', () => {
    expect(fix.text).toMatch(/^[A-Z].*\.$/s);
    expect(fix.text).not.toMatch(/undefined|null|\[object/);
    const { memory, key } = input;
    const arns = arnsOf(key);
    const regions = [memory.region, ...arns.map(arn => arn.split(':')[3])];
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

  it('says truly whether the memory has to be replaced', () => {
    expect(REPLACES[finding.rule] ?? [false]).toContain(fix.replacesMemory);
    expect(fix.text.includes('Create a new memory')).toBe(fix.replacesMemory);
  });
});

describe.each(BAD.filter(({ fix }) => fix.replacesMemory))(
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

describe('a fix of the key policy', () => {
  it.each(about('key-policy-service-access'))('works for $name', bad => {
    const [statement] = yamlOf(bad.fix.cloudFormation).value;
    expect(bad.fix.cli).toContain(JSON.stringify(statement));
    expect(afterwards(bad, old => [...old, statement])).toBe('pass');
  });

  it.each(about('key-policy-exposure'))('works for $name', bad => {
    const indices = [...bad.fix.cli.matchAll(/\.Statement\[(\d+)\]/g)];
    const out = indices.map(([, index]) => Number(index));
    expect(afterwards(bad, old => old.filter((_, i) => !out.includes(i)))).toBe(
      'pass',
    );
  });

  it('names the Deny that keeps AgentCore out', () => {
    const [{ input, finding }] = about('key-policy-service-access');
    const deny = { Sid: 'Shut', Effect: 'Deny', Principal: '*' };
    const policy = known(
      policyText([{ ...deny, Action: 'kms:*', Resource: '*' }]),
    );
    const key = { ...HEALTHY_KEY, policy };
    expect(fixFor(finding, { ...input, key })?.text).toMatch(
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

describe('texts of strangers', () => {
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

  it('are one word of a shell, whatever they hold', () => {
    const texts = fc.sample(hostile, { numRuns: 500, seed: 1 }).map(wellFormed);
    const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
    const { stdout } = spawnSync('bash', [], { input: script });
    expect(stdout.toString('utf8').split('\0').slice(0, -1)).toEqual(texts);
  });

  it('are texts of YAML and HCL, whatever they hold', () => {
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
