import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  KeyOverlay,
  keyWith,
  MemoryOverlay,
  memoryWith,
  Unread,
} from '../__testUtils__/cases/overlay';
import { ACCOUNT, KEY_ARN, TODAY } from '../__testUtils__/healthyFacts';
import { rowsOf, section, SECTIONS } from '../__testUtils__/rulesDocument';
import { Outcome } from '../outcome';
import { assessMemory, RULE_CONTROLS, RULE_IDS, ruleById } from '.';

const OTHER_HEADINGS = [
  'What no rule sees',
  'Configuration',
  'How verdicts compare',
];

describe('the headings', () => {
  it('are the ids of all rules, in order, and nothing else that looks like one', () => {
    const headings = [...SECTIONS.keys()].filter(
      heading => !OTHER_HEADINGS.includes(heading),
    );
    expect(headings).toEqual([...RULE_IDS]);
  });

  it('that are no rules are there', () => {
    expect([...SECTIONS.keys()]).toEqual(
      expect.arrayContaining(OTHER_HEADINGS),
    );
  });
});

describe.each(RULE_IDS)('%s', id => {
  it('has its title', () => {
    expect(section(id)).toMatch(/^\n\*\*/);
    expect(/\*\*(.*)\*\*/.exec(section(id))?.[1]).toBe(ruleById(id).title);
  });

  it('says what, why, what it cannot see, how to fix it, how to configure it and what others have', () => {
    const begun = section(id).match(
      /^(What|Why|It cannot see|Fix|Configuration|Elsewhere)(?=:)/gm,
    );
    expect(begun).toEqual([
      'What',
      'Why',
      'It cannot see',
      'Fix',
      'Configuration',
      'Elsewhere',
    ]);
    expect(section(id)).toContain(`\`agentCoreMemory.rules.${id}\``);
    expect(section(id)).toMatch(/^Elsewhere:(.|\n)*AWS Config/m);
  });
});

describe.each(RULE_IDS)('the controls of %s', id => {
  it('are named there', () => {
    const text = section(id).replace(/\s+/g, ' ');
    for (const { catalogue, id: control } of RULE_CONTROLS[id]) {
      expect(text).toContain(
        catalogue.replace(/^AWS | (Rev\.|CSPM|v\d).*/g, ''),
      );
      expect(text).toContain(control);
    }
  });
});

it('The table of controls has all of them, and no others', () => {
  const text = readFileSync(
    join(__dirname, '../../../../docs/assurance.md'),
    'utf8',
  );
  const rows = [...text.matchAll(/^\| `([a-z-]+)` +\|(.*)\|(.*)\|(.*)\|$/gm)]
    .filter(([, id]) => RULE_IDS.some(rule => rule === id))
    .map(([, id, ...cells]) => [
      id,
      ...cells.flatMap(cell => cell.split(',')).map(cell => cell.trim()),
    ]);
  expect(rows.map(row => row.filter(Boolean))).toEqual(
    RULE_IDS.map(rule => [rule, ...RULE_CONTROLS[rule].map(({ id }) => id)]),
  );
});

describe('the example of a configuration', () => {
  const example = /```yaml\n([^`]*)```/.exec(section('Configuration'))?.[1];

  it('names all rules and nothing else', () => {
    const { agentCoreMemory, ...rest } = parse(example ?? '');
    expect(rest).toEqual({});
    expect(Object.keys(agentCoreMemory.rules)).toEqual([...RULE_IDS]);
  });
});

const OTHER_KEY = KEY_ARN.replace(ACCOUNT, '999988887777');
const everybody = { Effect: 'Allow', Principal: '*', Action: 'kms:*' };

/** The memories of the table, as changes of one where all is well. */
const MEMORIES: Record<
  string,
  { memory?: MemoryOverlay; key?: KeyOverlay | Unread | null }
> = {
  'no key': {
    memory: { details: { encryptionKeyArn: { unread: 'absent' } } },
    key: null,
  },
  'AWS-managed key': { key: { metadata: { manager: 'AWS' } } },
  'customer-managed key, healthy': {},
  'customer-managed key, disabled': {
    key: { metadata: { state: 'Disabled' } },
  },
  'customer-managed key, pending deletion': {
    key: {
      metadata: {
        state: 'PendingDeletion',
        deletionDate: '2026-12-01T00:00:00Z',
      },
      rotation: { enabled: false },
    },
  },
  'missing key': { key: { unread: 'missing' } },
  'imported key material that expires soon': {
    key: { metadata: { origin: 'EXTERNAL', validTo: '2026-12-01T00:00:00Z' } },
  },
  'key policy open to everybody': {
    key: { policy: [{ ...everybody, Resource: '*' }] },
  },
  'key policy that locks AgentCore out': {
    key: {
      policy: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/Admin` },
          Action: 'kms:PutKeyPolicy',
          Resource: '*',
        },
      ],
    },
  },
  "key of another account that can't be read": {
    memory: { details: { encryptionKeyArn: OTHER_KEY } },
    key: { unread: 'denied' },
  },
  'records streamed with FULL_CONTENT': {
    memory: {
      details: {
        recordStreams: [
          {
            streamArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/x',
            levels: ['FULL_CONTENT'],
          },
        ],
      },
    },
  },
  'GetMemory denied': {
    memory: { details: { unread: 'denied' } },
    key: null,
  },
};

describe('the comparison', () => {
  const rows = rowsOf(section('How verdicts compare'));

  it('is about twelve memories', () => {
    expect(rows.map(([memory]) => memory)).toEqual(Object.keys(MEMORIES));
    expect(rows).toHaveLength(12);
  });

  it.each(rows)('tells our verdict on a memory: %s', (name, verdict, by) => {
    const { memory, key } = MEMORIES[name];
    const assessment = assessMemory({
      memory: memoryWith(memory ?? {}),
      key: key === null ? undefined : keyWith(key ?? {}),
      today: TODAY,
    });
    const worst = ['fail', 'unknown', 'warn'].find(outcome =>
      assessment.findings.some(f => f.outcome === outcome),
    ) as Outcome | undefined;
    const decisive = assessment.findings
      .filter(({ outcome }) => outcome === worst)
      .map(({ rule, outcome }) => `\`${rule}\` ${outcome}`);
    expect([verdict, by]).toEqual([
      assessment.verdict,
      decisive.join(', ') || 'all',
    ]);
  });
});
