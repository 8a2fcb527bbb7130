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
import { WithheldReason } from './Initiator';
import { CreationRequest } from './readInput';

/** Said instead of what a key is like, and whether that is known, to whoever may not see it in the catalog. */
const NOT_SHOWN =
  'encryptionKeyArn: a memory with this key would not be compliant, or nobody could tell, so nothing was created. Why is shown to those who may read the key in the catalog, and in the audit log.';

/** The memory as the scan will find it. */
function futureMemory({
  place,
  memory,
}: Pick<CreationRequest, 'place' | 'memory'>): MemoryFacts {
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
  request: Pick<CreationRequest, 'place' | 'memory'>,
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
 * Throws an `InputError` where a rule fails, and a `ServiceUnavailableError` where one that can fail is unknown, since
 * what could not be read is not good enough. Where the initiator may not know what the key is like, a
 * `WithheldReason` with that error.
 */
export function checkAssessment(
  { findings }: Assessment,
  settings: RuleSettings,
  mayReadKey: boolean,
): void {
  const failed = findings.filter(({ outcome }) => outcome === 'fail');
  const undecided = findings.filter(
    ({ outcome, rule }) => outcome === 'unknown' && canFail(rule, settings),
  );
  const [ErrorType, what, reasons] =
    failed.length > 0
      ? ([InputError, 'the memory would be non-compliant', failed] as const)
      : ([
          ServiceUnavailableError,
          'whether the memory would be compliant is not known',
          undecided,
        ] as const);
  if (reasons.length === 0) return;
  const inFull = new ErrorType(
    `encryptionKeyArn: ${what}, so nothing was created. ${reasons
      .map(describe)
      .join(' ')}`,
  );
  if (mayReadKey || !reasons.some(isAboutKey)) throw inFull;
  throw new WithheldReason(new InputError(NOT_SHOWN), inFull);
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

function describe({ rule, reason, outcome, evidence }: Finding): string {
  const why = outcome === 'unknown' && evidence.at(-1)?.value;
  return `${rule}: ${reason}${why ? ` (${why})` : ''}`;
}

/** The others judge what the form asks for. */
function isAboutKey({ rule }: Finding): boolean {
  return rule !== 'data-egress' && rule !== 'event-retention';
}
