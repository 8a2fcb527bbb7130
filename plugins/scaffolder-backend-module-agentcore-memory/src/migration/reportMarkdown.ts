import { MigrationReport, PlacesToRepoint } from './MigrationReport';
import {
  Counts,
  IdList,
  MigrationResult,
  Remark,
  RemarkKind,
  StrategyCounts,
} from './MigrationResult';

/** What a remark says of what it counts. */
const REMARKS: Record<RemarkKind, string> = {
  'event-not-understood':
    'Events with something that this version does not know. Not copied',
  'record-not-understood':
    'Records with something that this version does not know. Not copied',
  'event-refused': 'Events that AWS refuses. Not copied',
  'record-refused': 'Records that AWS refuses. Not copied',
  'branch-moved':
    'Branches whose first event is gone, and that begin elsewhere now',
  'branch-flattened':
    'Branches of which nothing is left where they could begin: their events are on the main branch',
  'branch-differs':
    'Branches of the same name that begin at another event on the new memory',
  'strategy-gone':
    'Records of a strategy that the old memory does not have any more. Copied without one',
  'metadata-dropped':
    'Records whose copies lack metadata; AWS drops what the schema of the strategy does not have',
  'record-type-lost':
    'Records of another type than BASE, such as reflections. Their copies are BASE records',
};

/** A text as it is, in a table as well: whoever wrote to the memory chose its ids. */
function code(text: string): string {
  // A table has no way to hold a bar after a backslash.
  const plain = text.replace(/[\r\n]+/g, ' ').replace(/\|/g, '¦');
  const longest = Math.max(
    0,
    ...[...plain.matchAll(/`+/g)].map(([{ length }]) => length),
  );
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return plain === '' ? '(empty)' : `${fence}${space}${plain}${space}${fence}`;
}

function table(head: string[], rows: (string | number)[][]): string {
  return [head, head.map(() => '---'), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function numbersOf({ source, target, same, missing, extra }: Counts) {
  return [source, target, same, missing, extra];
}

const NUMBERS = ['Old', 'New', 'Both', 'Missing', 'New only'];

/** A remark without ids and names. */
export function remarkText({ kind, count }: Remark): string {
  return `${REMARKS[kind]} (${count})`;
}

/** The result in a sentence or two, without ids and names. */
export function outcomeOf({
  clean,
  complete,
  upToDate,
  stopped,
  events,
  records,
  extra,
  remarks,
  lastCopied,
  failures,
}: MigrationResult): string {
  const all = `${plural(events.source, 'event')} and ${plural(
    records.source,
    'record',
  )}`;
  if (clean) {
    return `Both memories were read again at the end and are equal: ${all}.`;
  }
  if (complete) {
    const lost = remarks.map(remarkText);
    return `Both memories were read again at the end: the new one has all ${all} of the old one. They are NOT equal: ${
      lost.length > 0 ? `${lost.join('; ')}; ` : ''
    }${plural(
      extra.events.count + extra.records.count,
      'event or record',
    )} only on the new one.`;
  }
  if (upToDate) {
    return `Somebody writes to the old memory all the time: what came in last, ${plural(
      lastCopied.events,
      'event',
    )} and ${plural(
      lastCopied.records,
      'record',
    )}, was copied and NOT read again. All else of ${all} was. Point the agents at the new memory, then copy what came in since.`;
  }
  const reasons = [
    ...(stopped === undefined ? [] : [stopped]),
    ...failures.map(({ reason, count }) => `${reason} (${count} times)`),
  ];
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  return `The copy is NOT complete${why}. As far as both memories could be read, the new one lacks ${plural(
    events.missing,
    'event',
  )} and ${plural(records.missing, 'record')} of ${all}.`;
}

function idLines(what: string, { count, ids }: IdList): string[] {
  if (count === 0) return [];
  const more = count > ids.length ? ` and ${count - ids.length} more` : '';
  return [`${what}: ${ids.map(code).join(', ')}${more}`];
}

function lastChange({ passes, lastCopied }: MigrationResult): string {
  const { pass, sessions, events, records } = lastCopied;
  if (pass === 0) {
    return 'The new memory had everything already; this run copied nothing.';
  }
  const where = idLines('in the sessions', sessions).join('');
  return `Both memories were read ${plural(
    passes,
    'time',
  )}. Pass ${pass} was the last that had something to copy: ${plural(
    events,
    'event',
  )} and ${plural(records, 'record')}${where ? `, ${where}` : ''}.`;
}

function repointLines({ entityRefs, more, tags }: PlacesToRepoint): string[] {
  return [
    ...entityRefs.map(
      ref => `${code(ref)}, which depends on it in the catalog`,
    ),
    ...(more === 'unknown'
      ? ['What depends on it in the catalog: the catalog did not answer']
      : []),
    ...(typeof more === 'number' && more > 0
      ? [`${more} more that depend on it in the catalog`]
      : []),
    ...tags.map(
      ({ key, value }) => `what its tag ${code(key)} names: ${code(value)}`,
    ),
    'roles and policies, environment variables and code that name it: nothing has them on record',
  ];
}

function strategyLine(strategy: StrategyCounts): string {
  const { name, sourceId, targetId, source, target } = strategy;
  const id = (text: string | undefined) =>
    text === undefined ? 'none' : code(text);
  return `${
    name === undefined ? 'no strategy of the old memory' : code(name)
  }: ${source} on the old one, ${target} on the new one; its id was ${id(
    sourceId,
  )} and is ${id(targetId)}`;
}

/** Whoever keeps the report can tell later whether the contents are still the same. */
function digestLines({ source, target }: MigrationResult): string[] {
  return (['events', 'records'] as const).map(kind =>
    source[kind] === target[kind]
      ? `${kind}, on both: ${code(source[kind])}`
      : `${kind}, on the old one: ${code(source[kind])}; on the new one: ${code(
          target[kind],
        )}`,
  );
}

function sections(report: MigrationReport): [string, string][] {
  const { contents, settings } = report;
  const { sessions, events, records, actors, strategies, namespaces } =
    contents;
  const { others } = actors;
  const differing = [
    ...idLines('Missing events', contents.missing.events),
    ...idLines('Missing records', contents.missing.records),
    ...idLines('Events only on the new memory', contents.extra.events),
    ...idLines('Records only on the new memory', contents.extra.records),
    ...settings.map(text => `Settings: ${code(text)}`),
    ...contents.remarks.map(
      ({ kind, reason, ...ids }) =>
        `${idLines(REMARKS[kind], ids).join('')} (${code(reason)})`,
    ),
    ...contents.failures.map(
      ({ reason, count }) => `Not read or written: ${reason} (${count})`,
    ),
  ];
  return [
    [
      'What was copied',
      table(
        ['', ...NUMBERS, 'Copied'],
        [
          ['Sessions', ...numbersOf(sessions), ''],
          ['Events', ...numbersOf(events), events.copied],
          ['Records', ...numbersOf(records), records.copied],
        ],
      ),
    ],
    ['What changed last', lastChange(contents)],
    ['What differs', differing.length > 0 ? list(differing) : 'Nothing.'],
    [
      'Events by actor',
      actors.listed.length > 0
        ? table(
            ['Actor', 'Sessions', ...NUMBERS],
            [
              ...actors.listed.map(actor => [
                code(actor.actorId),
                actor.sessions,
                ...numbersOf(actor),
              ]),
              ...(others.actors > 0
                ? [
                    [
                      `${others.actors} others`,
                      others.sessions,
                      ...numbersOf(others),
                    ],
                  ]
                : []),
            ],
          )
        : 'There are none.',
    ],
    [
      'Records by strategy',
      strategies.length > 0
        ? list(strategies.map(strategyLine))
        : 'There are none.',
    ],
    [
      'Records by namespace',
      namespaces.length > 0
        ? table(
            ['First names on the new memory', 'Old', 'New'],
            namespaces.map(({ path, source, target }) => [
              code(path),
              source,
              target,
            ]),
          )
        : 'There are none.',
    ],
    ['What AWS does not carry over', list(report.notCarried)],
    ['What to point at the new memory', list(repointLines(report.repoint))],
    ['Digests', list(digestLines(contents))],
  ];
}

/** A report for people. It holds ids and numbers, never content. */
export function reportMarkdown(report: MigrationReport): string {
  const { from, to, comparedAt, contents } = report;
  return [
    `**${outcomeOf(contents)}**`,
    `${code(from.arn)} was replaced by ${code(
      to.arn,
    )}. Compared at ${comparedAt}.`,
    ...sections(report).map(([title, text]) => `### ${title}\n\n${text}`),
  ].join('\n\n');
}
