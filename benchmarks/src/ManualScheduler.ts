import {
  coreServices,
  createServiceFactory,
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';

/** Runs the tasks of all plugins when it is told to, and at no other time: what is measured is alone. */
export class ManualScheduler {
  readonly #tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();

  /** The scheduler for a backend. */
  get factory() {
    return createServiceFactory({
      service: coreServices.scheduler,
      deps: { plugin: coreServices.pluginMetadata },
      factory: ({ plugin }) => this.#of(plugin.getId()),
    });
  }

  /** Runs a task of a plugin to its end. */
  async run(pluginId: string, taskId: string): Promise<void> {
    const task = this.#tasks.get(`${pluginId} ${taskId}`);
    if (!task) throw new Error(`There is no task ${taskId} of ${pluginId}`);
    await task.fn(new AbortController().signal);
  }

  #of(pluginId: string): SchedulerService {
    const scheduleTask = async (
      task: SchedulerServiceTaskInvocationDefinition,
    ) => {
      this.#tasks.set(`${pluginId} ${task.id}`, task);
    };
    return {
      scheduleTask,
      createScheduledTaskRunner: () => ({ run: scheduleTask }),
      triggerTask: async () => {},
      cancelTask: async () => {},
      getScheduledTasks: async () => [],
    };
  }
}
