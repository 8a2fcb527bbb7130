import { mockServices } from '@backstage/backend-test-utils';
import { DefaultSchedulerService } from '@backstage/backend-defaults/scheduler';
import { SchedulerService } from '@backstage/backend-plugin-api';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { TOPIC_SCAN_REQUESTED } from 'backstage-plugin-agentcore-memory-common';
import { A, B, ProviderWorld } from './__testUtils__/providerWorld';
import { RUNS } from './store/rows';
import { RunLog } from './store/RunLog';

const TASK = 'agentcore-memory-main:refresh';
const TASKS = 'backstage_backend_tasks__tasks';

/** Lets a test decide when the time of a wait is over. */
function createWaits() {
  const waiting: (() => void)[] = [];
  const begun: (() => void)[] = [];
  return {
    wait: (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        waiting.push(resolve);
        begun.splice(0).forEach(tell => tell());
      }),
    begun: async () => {
      if (waiting.length === 0) {
        await new Promise<void>(resolve => begun.push(resolve));
      }
    },
    end: () => waiting.splice(0).forEach(resolve => resolve()),
    get count() {
      return waiting.length;
    },
  };
}

describe('a run whose process was killed', () => {
  let world: ProviderWorld;
  let waits: ReturnType<typeof createWaits>;

  beforeEach(async () => {
    world = await ProviderWorld.start();
    waits = createWaits();
    world.encryptedMemory('mine');
  });

  afterEach(() => world.stop());

  function createScheduler(): SchedulerService {
    return DefaultSchedulerService.create({
      database: mockServices.database({ knex: world.db }),
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      rootLifecycle: mockServices.rootLifecycle.mock(),
      httpRouter: mockServices.httpRouter.mock(),
      pluginMetadata: { getId: () => 'catalog' },
    });
  }

  /** A process with Backstage's own scheduler, whose schedule itself is never due. */
  async function startProcess() {
    const scheduler = createScheduler();
    const schedule = {
      frequency: { hours: 1 },
      timeout: { minutes: 25 },
      initialDelay: { hours: 1 },
    };
    return world.process([{}], {
      tasks: {
        createTaskRunner: () => scheduler.createScheduledTaskRunner(schedule),
        triggerTask: id => scheduler.triggerTask(id),
        cancelTask: id => scheduler.cancelTask(id),
        wait: waits.wait,
      },
    });
  }

  const task = () => world.db(TASKS).where({ id: TASK }).first();
  /** What a killed process leaves behind. */
  async function leaveBehind({ run = true } = {}) {
    await world.db(TASKS).where({ id: TASK }).update({
      current_run_ticket: 'of a dead process',
      current_run_started_at: '2026-11-24 08:59:00',
      current_run_expires_at: '2099-11-24 09:24:00',
    });
    if (run) await new RunLog(world.db).begin('main', 'of a dead process');
  }
  /** Whether the scheduler is told to run the task now; the test does not wait for it to look. */
  const isDue = async () => {
    const { current_run_ticket: ticket, next_run_start_at: next } =
      await task();
    return ticket === null && new Date(`${next}Z`).getTime() <= Date.now();
  };
  const askForAll = () =>
    world.bus.publish({
      topic: TOPIC_SCAN_REQUESTED,
      eventPayload: { scope: 'all' },
    });

  it.each([true, false])(
    'is started anew on request (it had noted that it runs: %s)',
    async run => {
      await startProcess();
      await leaveBehind({ run });
      await expect(createScheduler().triggerTask(TASK)).rejects.toMatchObject({
        name: 'ConflictError',
      });
      await askForAll();
      await askForAll();
      await waits.begun();
      expect(waits.count).toBe(1);
      expect((await task()).current_run_ticket).toBe('of a dead process');
      waits.end();
      await world.idle();
      expect(await isDue()).toBe(true);
    },
  );

  it('does not hold up a request for one scope', async () => {
    await startProcess();
    await leaveBehind();
    await world.emit(TOPIC_SCAN_REQUESTED, {
      scope: `main/${A}/eu-central-1`,
    });
    expect(world.catalog.memory('mine')).toBeDefined();
  });

  it('is taken up by a process that starts', async () => {
    await startProcess();
    await leaveBehind();
    await startProcess();
    await waits.begun();
    waits.end();
    await world.idle();
    expect(await isDue()).toBe(true);
  });

  /** A process whose run stands still, and what ends both in the order in which Backstage does it. */
  async function startRun() {
    let run: ((signal: AbortSignal) => void | Promise<void>) | undefined;
    const provider = await world.process([{}], {
      tasks: {
        createTaskRunner: () => ({
          run: async definition => {
            run = definition.fn as typeof run;
          },
        }),
        triggerTask: async () => {},
        cancelTask: async () => {},
        wait: waits.wait,
      },
    });
    const hold = world.sandbox.faults.hold({
      operation: 'ListMemories',
      account: B,
    });
    const abort = new AbortController();
    const running = Promise.resolve(run!(abort.signal));
    await hold.reached();
    return async () => {
      provider.stop();
      abort.abort();
      await expect(running).rejects.toThrow();
      hold.release();
    };
  }

  it('is taken up as well where its process was told to end', async () => {
    const end = await startRun();
    await end();
    await startProcess();
    await waits.begun();
    waits.end();
    await world.idle();
    expect(await isDue()).toBe(true);
  });

  it('is taken up as well where its process is told to end after the next has started', async () => {
    const end = await startRun();
    await startProcess();
    await waits.begun();
    const { run_id: runId } = await world.db(RUNS).first();
    await new RunLog(world.db).beat('main', runId);
    await end();
    waits.end();
    await waits.begun();
    expect(await isDue()).toBe(false);
    waits.end();
    await world.idle();
    expect(await isDue()).toBe(true);
  });

  it('that ends after it showed that it is alive is followed by nothing', async () => {
    await startProcess();
    await leaveBehind();
    await askForAll();
    await waits.begun();
    const runs = new RunLog(world.db);
    await runs.beat('main', 'of a dead process');
    waits.end();
    await waits.begun();
    await runs.end('main', 'of a dead process');
    waits.end();
    await world.idle();
    expect(await isDue()).toBe(false);
  });

  it('that ends meanwhile is followed by the scan that was asked for', async () => {
    const first = await startProcess();
    await leaveBehind();
    first.stop();
    // Listens already, for itself.
    await startProcess();
    await waits.begun();
    await askForAll();
    await new RunLog(world.db).end('main', 'of a dead process');
    await world.db(TASKS).where({ id: TASK }).update({
      current_run_ticket: null,
      next_run_start_at: '2099-11-24 09:00:00',
    });
    waits.end();
    await world.idle();
    expect(await isDue()).toBe(true);
  });

  it('is left alone while its process shows that it is alive', async () => {
    await startProcess();
    await leaveBehind();
    await askForAll();
    await waits.begun();
    await new RunLog(world.db).beat('main', 'of a dead process');
    waits.end();
    await waits.begun();
    expect((await task()).current_run_ticket).toBe('of a dead process');
  });

  it('is forgotten by the next one, which leaves nothing behind', async () => {
    const runs = new RunLog(world.db);
    let run: ((signal: AbortSignal) => void | Promise<void>) | undefined;
    await world.process([{}], {
      tasks: {
        createTaskRunner: () => ({
          run: async definition => {
            run = definition.fn as typeof run;
          },
        }),
        triggerTask: async () => {
          throw Object.assign(new Error('runs'), { name: 'ConflictError' });
        },
        cancelTask: async () => {
          throw new Error('A run of the same process was cancelled');
        },
        wait: waits.wait,
      },
    });
    await runs.begin('main', 'of a dead process');
    const hold = world.sandbox.faults.hold({
      operation: 'ListMemories',
      account: B,
    });
    const abort = new AbortController();
    const running = Promise.resolve(run!(abort.signal));
    await hold.reached();
    expect(await runs.pulse('main')).toMatch(/ 0$/);
    expect(await runs.pulse('main')).not.toMatch('dead');
    // Its own process knows that it goes on.
    await askForAll();
    expect(waits.count).toBe(0);
    hold.release();
    await running;
    expect(await runs.pulse('main')).toBeUndefined();
  });
});
