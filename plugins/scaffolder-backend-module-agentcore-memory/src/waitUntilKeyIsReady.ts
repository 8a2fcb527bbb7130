import { setTimeout as delay } from 'node:timers/promises';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  assessKey,
  AwsPlace,
  checkAssessment,
  MemoryInventory,
  refusedFor,
} from 'backstage-plugin-agentcore-memory-node';
import { Propagation } from './retryWhileNew';

/**
 * Waits until AWS shows a new key as it was asked for, so that the scorecard has nothing against it. Rejects with what
 * it has against it when that takes too long, and when aborted; the key exists in both cases.
 */
export async function waitUntilKeyIsReady(options: {
  inventory: MemoryInventory;
  place: AwsPlace;
  keyArn: string;
  rules: RuleSettings;
  propagation: Propagation;
  signal?: AbortSignal;
}): Promise<void> {
  const { inventory, place, keyArn, rules, propagation, signal } = options;
  const deadline = Date.now() + propagation.timeoutMs;
  let pause = propagation.firstPauseMs;
  for (;;) {
    const key = await inventory
      .createKeyReader({ signal })
      .read(keyArn, place.accountId);
    const findings = assessKey(place, key, rules);
    const isReady = refusedFor({ findings }, rules).findings.length === 0;
    const isRotated =
      key.rotation.state !== 'known' || key.rotation.value.enabled;
    if (isReady && isRotated) return;
    if (Date.now() + pause > deadline) {
      checkAssessment({ findings }, rules, true);
      throw new Error(`AWS does not rotate the key ${keyArn} yet`);
    }
    await delay(pause, undefined, { signal });
    pause = Math.min(pause * 2, propagation.firstPauseMs * 8);
  }
}
