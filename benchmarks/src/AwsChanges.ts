import { Random } from 'aws-sandbox';
import { AwsAdmin, AwsMemory } from './AwsAdmin';

const FOREIGN = 'arn:aws:iam::444444444444:root';

/** What people do to the memories and keys of some scopes all day: the same mix for the same random numbers. */
export class AwsChanges {
  readonly done = new Map<string, number>();
  /** What AWS refused, throttled or did not answer: people try something else then. */
  refused = 0;
  readonly #random: Random;
  readonly #teams: number;
  /** By admin; those of the watched keys are left alone. */
  readonly #memories = new Map<AwsAdmin, AwsMemory[]>();
  readonly #keys = new Map<AwsAdmin, string[]>();
  #created = 0;

  private constructor(options: {
    admins: readonly AwsAdmin[];
    random: Random;
    teams: number;
  }) {
    this.#random = options.random;
    this.#teams = options.teams;
  }

  /** @param watched - ARNs of keys that are left alone, with their memories */
  static async over(options: {
    admins: readonly AwsAdmin[];
    random: Random;
    teams: number;
    watched: ReadonlySet<string>;
  }): Promise<AwsChanges> {
    const changes = new AwsChanges(options);
    for (const admin of options.admins) {
      const free = (await admin.memories()).filter(
        ({ keyArn }) => !keyArn || !options.watched.has(keyArn),
      );
      if (free.length === 0) continue;
      changes.#memories.set(admin, free);
      const keys = new Set(free.flatMap(({ keyArn }) => keyArn ?? []));
      changes.#keys.set(admin, [...keys]);
    }
    return changes;
  }

  /** Changes something. */
  async one(): Promise<void> {
    const kinds = {
      'memory created': () => this.#create(),
      'memory deleted': () => this.#remove(),
      'memory described anew': () =>
        this.#toMemory(({ admin, memory }) =>
          admin.update(memory.id, `of round ${this.#random.below(1000)}`),
        ),
      'owner changed': () =>
        this.#toMemory(({ admin, memory }) =>
          admin.tag(memory.arn, { owner: this.#team() }),
        ),
      'owner taken away': () =>
        this.#toMemory(({ admin, memory }) =>
          admin.untag(memory.arn, ['owner']),
        ),
      'key disabled': () =>
        this.#toKey((admin, key) => admin.setEnabled(key, false)),
      'key enabled': () =>
        this.#toKey((admin, key) => admin.setEnabled(key, true)),
      'deletion of a key scheduled': () =>
        this.#toKey((admin, key) => admin.scheduleDeletion(key)),
      'deletion of a key cancelled': () =>
        this.#toKey((admin, key) => admin.cancelDeletion(key)),
      'rotation switched off': () =>
        this.#toKey((admin, key) => admin.setRotation(key, false)),
      'rotation switched on': () =>
        this.#toKey((admin, key) => admin.setRotation(key, true)),
      'key opened to another account': () =>
        this.#toKey((admin, key) => admin.setPolicy(key, FOREIGN)),
      'key closed again': () =>
        this.#toKey((admin, key) => admin.setPolicy(key)),
    };
    const [kind, change] = this.#random.pick(Object.entries(kinds));
    try {
      await change();
      this.done.set(kind, (this.done.get(kind) ?? 0) + 1);
    } catch {
      this.refused += 1;
    }
  }

  async #create(): Promise<void> {
    const admin = this.#admin();
    this.#created += 1;
    const key = this.#random.pick([...this.#keys.get(admin)!, undefined]);
    await admin.create(`made_${this.#created}`, key, { owner: this.#team() });
  }

  async #remove(): Promise<void> {
    await this.#toMemory(async ({ admin, memory, all }) => {
      await admin.remove(memory.id);
      all.splice(all.indexOf(memory), 1);
    });
  }

  async #toMemory(
    change: (found: {
      admin: AwsAdmin;
      memory: AwsMemory;
      all: AwsMemory[];
    }) => Promise<void>,
  ): Promise<void> {
    const admin = this.#admin();
    const all = this.#memories.get(admin)!;
    await change({ admin, memory: this.#random.pick(all), all });
  }

  async #toKey(
    change: (admin: AwsAdmin, keyArn: string) => Promise<void>,
  ): Promise<void> {
    const admin = this.#admin();
    await change(admin, this.#random.pick(this.#keys.get(admin)!));
  }

  #admin(): AwsAdmin {
    return this.#random.pick([...this.#memories.keys()]);
  }

  #team(): string {
    const number = 1 + this.#random.below(this.#teams);
    return `group:default/team-${String(number).padStart(4, '0')}`;
  }
}
