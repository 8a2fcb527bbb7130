import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  agentCoreMemoryCreatePermission,
  Assessment,
  keyArnOf,
  keyEntityRef,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReading,
  MemoryInventory,
  Places,
} from 'backstage-plugin-agentcore-memory-node';
import { Initiator, WithheldReason } from './Initiator';
import { assessFuture, checkAssessment, warningsOf } from './preflight';
import { CreationRequest, withOwner } from './readInput';

/** A memory that may be created, and what is known of it before. */
export interface CheckedCreation extends Pick<Assessment, 'verdict'> {
  key: KeyReading;
  /** All tags of the memory, the owner's included. */
  tags: Record<string, string>;
  /** What the scorecard will warn of, a line each. */
  warnings: string[];
}

/** Why an organisation does not answer is not for whoever asked. */
function withoutReason(error: unknown): never {
  throw isError(error) && error.name === 'ServiceUnavailableError'
    ? new WithheldReason(
        new ServiceUnavailableError(
          'accountId: whether the account is configured is not known at the moment. Nothing was created.',
        ),
        error,
      )
    : error;
}

/**
 * Checks in this order whether the initiator may create a memory there and for this owner, whether the place is
 * configured, and the verdict that the memory will have. Nothing is asked of AWS before the first two hold.
 */
export async function checkCreation(
  { place, owner, memory }: CreationRequest,
  options: {
    initiator: Initiator;
    inventory: MemoryInventory;
    places: Places;
    rules: RuleSettings;
    logger: Pick<LoggerService, 'info'>;
    signal?: AbortSignal;
  },
): Promise<CheckedCreation> {
  const { initiator, inventory, places, rules, logger, signal } = options;
  await initiator.authorize(agentCoreMemoryCreatePermission, {
    ...place,
    owner,
  });
  const { owners } = await places.covering(place).catch(withoutReason);
  const tags = withOwner(memory.tags, owner, owners);

  logger.info(`Checking the key ${memory.encryptionKeyArn}`);
  const key = await inventory
    .createKeyReader({ signal })
    .read(memory.encryptionKeyArn, place.accountId);
  const keyArn = keyArnOf(key) ?? key.arn;
  const mayReadKey = await initiator.mayKnow(keyEntityRef(keyArn), keyArn);
  const today = new Date().toISOString().slice(0, 10);
  const assessment = assessFuture({ place, memory }, key, rules, today);
  checkAssessment(assessment, rules, mayReadKey);
  return {
    key,
    tags,
    verdict: assessment.verdict,
    warnings: warningsOf(assessment, mayReadKey),
  };
}
