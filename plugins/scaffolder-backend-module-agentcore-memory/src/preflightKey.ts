import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  ABSENT,
  assessMemory,
  KeyFacts,
  known,
  MemoryFacts,
  parseKeyArn,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';

/** Rules that a key must pass before a memory is created with it; the others can be mended afterwards. */
const REQUIRED_RULES = ['customer-managed-key', 'key-usable'];

/**
 * Checks the form of a key's ARN against where the memory will be. Throws `InputError` naming
 * `encryptionKeyArn`.
 */
export function checkKeyArn(encryptionKeyArn: string, { region }: AwsPlace) {
  const parts = parseKeyArn(encryptionKeyArn);
  if (!parts) {
    throw new InputError(
      `encryptionKeyArn: "${encryptionKeyArn}" is not the ARN of a KMS key`,
    );
  }
  if (parts.region !== region) {
    throw new InputError(
      `encryptionKeyArn: the key is in ${parts.region}, the memory would be in ${region}; they must be in the same region`,
    );
  }
}

/**
 * Judges a key by the same rules that will judge the memory. Throws an `InputError` where they find it
 * unfit, and a `ServiceUnavailableError` where that is not known: what can't be read is not good enough.
 */
export function preflightKey(
  reading: Omit<KeyFacts, 'tags'>,
  place: AwsPlace,
  today: string,
) {
  const key: KeyFacts = { ...reading, tags: ABSENT };
  const future: MemoryFacts = {
    arn: '',
    memoryId: '',
    partition: 'aws',
    ...place,
    status: 'CREATING',
    createdAt: '',
    updatedAt: '',
    managedBy: { state: 'absent' },
    details: known({
      name: '',
      encryptionKeyArn: known(key.arn),
      eventExpiryDays: 0,
      strategies: [],
      recordStreams: [],
    }),
    tags: known({}),
  };
  const findings = assessMemory({ memory: future, key, today }).findings.filter(
    finding => REQUIRED_RULES.includes(finding.rule),
  );
  const unfit = findings.find(finding => finding.outcome === 'fail');
  if (unfit) throw new InputError(`encryptionKeyArn: ${unfit.reason}`);
  const unknown = findings.find(finding => finding.outcome === 'unknown');
  if (unknown) {
    const evidence = unknown.evidence.at(-1);
    throw new ServiceUnavailableError(
      `encryptionKeyArn: the key could not be checked, so nothing was created. ${
        unknown.reason
      }${evidence ? ` (${evidence.value})` : ''}`,
    );
  }
}
