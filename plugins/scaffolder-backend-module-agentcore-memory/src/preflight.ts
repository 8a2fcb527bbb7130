import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  ABSENT,
  Assessment,
  assessMemory,
  canFail,
  Finding,
  known,
  MemoryFacts,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReading,
  STRATEGY_NAMES,
} from 'backstage-plugin-agentcore-memory-node';
import { CreationRequest } from './readInput';

/** Said instead of what a key is like to whoever may not see it in the catalog. */
const NOT_SHOWN =
  'Why is shown to those who may read the key in the catalog, and in the audit log.';

/** The memory as the scan will find it. */
function futureMemory({ place, memory }: CreationRequest): MemoryFacts {
  return {
    arn: '',
    memoryId: '',
    partition: memory.encryptionKeyArn.split(':')[1],
    ...place,
    status: 'ACTIVE',
    createdAt: '',
    updatedAt: '',
    managedBy: ABSENT,
    details: known({
      name: memory.name,
      encryptionKeyArn: known(memory.encryptionKeyArn),
      eventExpiryDays: memory.eventExpiryDays,
      strategies: memory.strategies.map(type => ({
        type,
        name: STRATEGY_NAMES[type],
      })),
      recordStreams: [],
    }),
    tags: known({ ...memory.tags }),
  };
}

/**
 * The verdict that the scorecard will give on a memory as it is asked for: every rule, with the portal's settings, by
 * what AWS says of the key now.
 */
export function assessFuture(
  request: CreationRequest,
  reading: KeyReading,
  settings: RuleSettings,
  today: string,
): Assessment {
  return assessMemory(
    {
      memory: futureMemory(request),
      key: { ...reading, tags: ABSENT },
      today,
    },
    settings,
  );
}

/**
 * Why the memory is not to be created: a rule fails, or one that can fail is unknown, since what could not be read is
 * not good enough. `undefined`: it may be.
 *
 * @param mayReadKey - whether who reads this may know what the key is like
 */
export function refusalOf(
  { findings }: Assessment,
  settings: RuleSettings,
  mayReadKey: boolean,
): Error | undefined {
  const failed = findings.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) {
    return new InputError(
      `encryptionKeyArn: the memory would be non-compliant, so nothing was created. ${describe(
        failed,
        mayReadKey,
      )}`,
    );
  }
  const undecided = findings.filter(
    ({ outcome, rule }) => outcome === 'unknown' && canFail(rule, settings),
  );
  if (undecided.length > 0) {
    return new ServiceUnavailableError(
      `encryptionKeyArn: whether the memory would be compliant is not known, so nothing was created. ${describe(
        undecided,
        mayReadKey,
      )}`,
    );
  }
  return undefined;
}

/** What the scorecard will show as a warning or as unknown, a line each. */
export function warningsOf(
  { findings }: Assessment,
  mayReadKey: boolean,
): string[] {
  const warnings = findings.filter(
    ({ outcome }) => outcome === 'warn' || outcome === 'unknown',
  );
  const shown = warnings.filter(finding => mayReadKey || !isAboutKey(finding));
  return [
    ...shown.map(({ rule, reason }) => `${rule}: ${reason}`),
    ...(mayReadKey
      ? []
      : ['What is to be said of the key, the page of the memory will say.']),
  ];
}

function describe(findings: readonly Finding[], mayReadKey: boolean): string {
  if (!mayReadKey && findings.some(isAboutKey)) return NOT_SHOWN;
  return findings
    .map(({ rule, reason, outcome, evidence }) => {
      const why = outcome === 'unknown' && evidence.at(-1)?.value;
      return `${rule}: ${reason}${why ? ` (${why})` : ''}`;
    })
    .join(' ');
}

/** The others judge what the form asks for. */
function isAboutKey({ rule }: Finding): boolean {
  return rule !== 'data-egress' && rule !== 'event-retention';
}
