import { setTimeout as delay } from 'node:timers/promises';

/** Waits for some milliseconds; rejects when the signal is aborted. Tests bring their own. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const justWait: Wait = (ms, signal) => delay(ms, undefined, { signal });
