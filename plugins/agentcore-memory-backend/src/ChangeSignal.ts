import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from 'backstage-plugin-agentcore-memory-common';

/** Changes are told this long after the first of them, in milliseconds, and all of them at once. */
export const GATHERING_MS = 500;

function later(task: () => void, ms: number): void {
  setTimeout(task, ms).unref();
}

/**
 * Tells browsers to ask again. A run over thousands of scopes reports thousands of times in a row: what is
 * reported while a signal is due rides along with it, so that there are at most two a second.
 */
export class ChangeSignal {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #schedule: (task: () => void, ms: number) => void;
  #due = false;

  constructor(options: {
    signals: SignalsService;
    logger: LoggerService;
    schedule?: (task: () => void, ms: number) => void;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#schedule = options.schedule ?? later;
  }

  /** Something changed, or may have. Never throws. */
  changed(): void {
    if (this.#due) return;
    this.#due = true;
    this.#schedule(() => {
      this.#due = false;
      this.#publish();
    }, GATHERING_MS);
  }

  /** Browsers poll as well, so a signal that gets lost costs seconds, not truth. */
  async #publish(): Promise<void> {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { action: 'changed' },
      });
    } catch (error) {
      this.#logger.warn('Browsers were not told of a change', toError(error));
    }
  }
}
