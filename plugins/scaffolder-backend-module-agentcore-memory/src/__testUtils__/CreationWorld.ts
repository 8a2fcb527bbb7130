import { setTimeout as delay } from 'node:timers/promises';
import {
  AuditorService,
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { EventParams } from '@backstage/plugin-events-node';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  keyEntityRef,
  memoryEntityRef,
  parseRuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  createInventory,
  createKeyWriter,
  createMemoryContents,
  createPlaces,
  createWriter,
  KeyWriter,
  MemoryContents,
  MemoryInventory,
  MemoryWriter,
  Places,
  prepareReplacement,
  readWriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { createCatchUpAction } from '../actions/catchUp';
import { createCreateKeyAction } from '../actions/createKey';
import { createCreateMemoryAction } from '../actions/createMemory';
import { createDeleteMemoryAction } from '../actions/deleteMemory';
import { createMigrateMemoryAction } from '../actions/migrateMemory';
import { createWriteCodeAction } from '../actions/writeCode';
import { Initiator } from '../Initiator';

export const place = { accountId: '111122223333', region: 'eu-central-1' };
/** The local AWS has no quotas here. */
const OPTIONS = {
  maxAttempts: 2,
  requestTimeoutMs: 2_000,
  callsPerSecond: {
    'bedrock-agentcore:CreateMemory': 1e6,
    'bedrock-agentcore:GetMemory': 1e6,
    'bedrock-agentcore:ListMemories': 1e6,
    'bedrock-agentcore:ListTagsForResource': 1e6,
    'kms:DescribeKey': 1e6,
    'kms:CreateKey': 1e6,
    'kms:CreateAlias': 1e6,
    'kms:EnableKeyRotation': 1e6,
    'tag:GetResources': 1e6,
    'bedrock-agentcore:DeleteMemory': 1e6,
    'bedrock-agentcore:TagResource': 1e6,
    'bedrock-agentcore:ListActors': 1e6,
    'bedrock-agentcore:ListSessions': 1e6,
    'bedrock-agentcore:ListEvents': 1e6,
    'bedrock-agentcore:GetEvent': 1e6,
    'bedrock-agentcore:ListMemoryRecords': 1e6,
    'bedrock-agentcore:CreateEvent': 1e6,
    'bedrock-agentcore:CreateEvent:conversational': 1e6,
    'bedrock-agentcore:CreateEvent:other': 1e6,
    'bedrock-agentcore:BatchCreateMemoryRecords': 1e6,
  },
};

export const OWNER = 'group:default/customer-support';

/** The alias that a key gets unless a test says otherwise. */
export const ALIAS = 'alias/agentcore/notes';

/** How an action is run. */
export interface RunOptions {
  isDryRun?: boolean;
  signal?: AbortSignal;
  /** The task's folder. */
  workspacePath?: string;
  /** What earlier runs of the task remembered; left out: nothing is. */
  checkpoints?: Map<string, unknown>;
}

/** Checkpoints as Backstage keeps them for a task that is run again. */
function rememberingIn(
  checkpoints: Map<string, unknown>,
): ReturnType<typeof createMockActionContext>['checkpoint'] {
  return async ({ key, fn }) => {
    const value = checkpoints.get(key) ?? (await fn());
    checkpoints.set(key, value);
    return value as Awaited<ReturnType<typeof fn>>;
  };
}

/** Tags as the action takes them. */
export function tagList(tags: Record<string, string>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** One line of the audit log. */
export type Audited = AuditorServiceCreateEventOptions & {
  outcome: 'open' | 'succeeded' | 'failed';
  result?: JsonObject;
  error?: string;
};

/** A local AWS and what Backstage says of a user who runs the action. */
export class CreationWorld {
  readonly sandbox: Sandbox;
  readonly published: EventParams[] = [];
  readonly audited: Audited[] = [];
  readonly logger = mockServices.logger.mock();
  /** What the permission policy says. */
  decision: PolicyDecision = { result: AuthorizeResult.ALLOW };
  /** Of what the user is a member. */
  memberships: string[] = [OWNER];
  /** Whether the catalog shows the user an entity. */
  shows: (entityRef: string) => boolean = () => true;
  /** What the catalog finds. */
  readonly queryEntities = jest.fn(async (_: unknown) => ({
    items: [] as Entity[],
    totalItems: 0,
    pageInfo: {},
  }));
  /** What happens while a copy waits for AWS's listings. */
  beforePass: () => void | Promise<void> = () => {};
  /** How much of contents may be in memory. */
  payloadBytes?: number;
  taskId = 'task-1';
  credentials: BackstageCredentials = mockCredentials.user();
  /** `agentCoreMemory` in the configuration. */
  config: JsonObject = {};
  provider: JsonObject = {
    accounts: [place.accountId],
    regions: [place.region],
    ownerTags: ['owner', 'team'],
  };
  #clients?: {
    id: string;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    keyWriter: KeyWriter;
    contents: MemoryContents;
    places: Places;
  };
  /** What the policy says of reading entities. */
  catalogRead: PolicyDecision = { result: AuthorizeResult.DENY };
  /** Whether people registered what the catalog shows by the names of our entities. */
  isSquatted = false;
  readonly #getEntityByRef = jest.fn(async (ref: string) =>
    this.shows(ref) ? this.#entityOf(ref) : undefined,
  );

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  static async start(): Promise<CreationWorld> {
    return CreationWorld.of(await startSandbox({ transitionMs: 5 }));
  }

  /** A world with a local AWS of its own kind. */
  static of(sandbox: Sandbox): CreationWorld {
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    return new CreationWorld(sandbox);
  }

  async stop(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    await this.sandbox.stop();
  }

  /** A key with which a memory is compliant. */
  goodKey() {
    return this.sandbox.state.createKey({ ...place, rotationEnabled: true });
  }

  memories() {
    return [...this.sandbox.state.store(place).memories.values()];
  }

  creations(): number {
    return this.sandbox.calls.count({ operation: 'CreateMemory' });
  }

  #entityOf(ref: string): Entity {
    const { keys, memories } = this.sandbox.state.store(place);
    const found = [
      ...[...keys.values()].map(({ arn }) => ({
        arn,
        type: 'kms-key',
        ref: keyEntityRef(arn),
      })),
      ...[...memories.values()].map(({ arn, id }) => ({
        arn,
        type: 'agentcore-memory',
        ref: memoryEntityRef({ arn, memoryId: id }),
      })),
    ].find(one => one.ref === ref);
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: ref.split('/')[1],
        annotations: {
          'amazonaws.com/arn': found?.arn ?? '',
          'backstage.io/managed-by-origin-location': this.isSquatted
            ? 'url:https://example.com/catalog-info.yaml'
            : `agentcore-memory:${found?.arn}`,
        },
      },
      spec: { type: found?.type },
    };
  }

  root(): ConfigReader {
    const { accountId } = place;
    return new ConfigReader({
      aws: {
        mainAccount: { ...this.sandbox.credentialsFor('999900009999') },
        accountDefaults: { roleName: 'BackstageReader' },
        accounts: [{ accountId, ...this.sandbox.credentialsFor(accountId) }],
      },
      catalog: { providers: { agentCoreMemory: { main: this.provider } } },
      agentCoreMemory: this.config,
    });
  }

  inventory() {
    return this.#aws().inventory;
  }

  /** Clients are made anew only where the configuration is another. */
  #aws() {
    const id = JSON.stringify([this.config, this.provider]);
    if (this.#clients?.id !== id) {
      const root = this.root();
      this.#clients = {
        id,
        inventory: createInventory(root, OPTIONS),
        writer: createWriter(root, OPTIONS),
        keyWriter: createKeyWriter(root, OPTIONS),
        contents: createMemoryContents(root, OPTIONS),
        places: createPlaces(root, OPTIONS),
      };
    }
    return this.#clients;
  }

  #options() {
    const root = this.root();
    return {
      ...this.#aws(),
      config: readWriterConfig(root),
      rules: parseRuleSettings(root.getOptional('agentCoreMemory.rules')),
      events: mockServices.events.mock({
        publish: async event => {
          this.published.push(event);
        },
      }),
      auditor: this.#auditor(),
      auth: mockServices.auth(),
      permissions: mockServices.permissions.mock({
        authorizeConditional: async requests =>
          requests.map(({ permission }) =>
            permission.name === 'catalog.entity.read'
              ? this.catalogRead
              : this.decision,
          ),
      }),
      userInfo: mockServices.userInfo({
        ownershipEntityRefs: this.memberships,
      }),
      catalog: {
        getEntityByRef: this.#getEntityByRef,
        getEntitiesByRefs: async ({
          entityRefs,
        }: {
          entityRefs: string[];
        }) => ({
          items: await Promise.all(entityRefs.map(this.#getEntityByRef)),
        }),
        queryEntities: this.queryEntities,
      },
      copying: {
        wait: async () => this.beforePass(),
        payloadBytes: this.payloadBytes,
      },
      // A five-hundredth of the time.
      waitForOthers: (ms: number, signal?: AbortSignal) =>
        delay(ms / 500, undefined, { signal }),
      patience: { intervalMs: 5, timeoutMs: 500, missingMs: 200 },
      catalogPatience: { intervalMs: 5, timeoutMs: 50 },
      propagation: { firstPauseMs: 5, timeoutMs: 100 },
    };
  }

  #auditor(): AuditorService {
    return {
      createEvent: async event => {
        const entry: Audited = { ...event, outcome: 'open' };
        this.audited.push(entry);
        return {
          success: async ({ meta } = {}) => {
            Object.assign(entry, { outcome: 'succeeded', result: meta });
          },
          fail: async ({ error }) => {
            Object.assign(entry, { outcome: 'failed', error: error.message });
          },
        };
      },
    };
  }

  /** Runs `agentcore-memory:create`; resolves with what it put out, and rejects as it does. */
  async run(input: Record<string, unknown>, more: RunOptions = {}) {
    const action = createCreateMemoryAction(this.#options());
    return this.#handle(action, { name: 'notes', ...place, ...input }, more);
  }

  /** The same for `agentcore-memory:create-key`. */
  async runKey(input: Record<string, unknown>, more: RunOptions = {}) {
    const action = createCreateKeyAction(this.#options());
    return this.#handle(action, { alias: ALIAS, ...place, ...input }, more);
  }

  /** The same for `agentcore-memory:write-code`. */
  async runCode(input: Record<string, unknown>, more: RunOptions = {}) {
    const action = createWriteCodeAction(this.#options());
    return this.#handle(action, { name: 'notes', ...place, ...input }, more);
  }

  /** The same for `agentcore-memory:migrate`. */
  async runMigrate(input: Record<string, unknown>, more: RunOptions = {}) {
    const action = createMigrateMemoryAction(this.#options());
    return this.#handle(action, { name: 'notes_cmk', ...input }, more);
  }

  /** The same for `agentcore-memory:catch-up`. */
  async runCatchUp(input: Record<string, unknown>, more: RunOptions = {}) {
    return this.#handle(createCatchUpAction(this.#options()), input, more);
  }

  /** The same for `agentcore-memory:delete`. */
  async runDelete(input: Record<string, unknown>, more: RunOptions = {}) {
    return this.#handle(createDeleteMemoryAction(this.#options()), input, more);
  }

  /** Prepares the replacement of a memory, as `prepareReplacement` does. */
  async replacement(input: object) {
    const options = this.#options();
    return prepareReplacement(input, {
      ...options,
      requester: new Initiator(options, this.credentials, this.taskId),
    });
  }

  async #handle(
    action: TemplateAction<any, any>,
    input: Record<string, unknown>,
    { checkpoints, ...more }: RunOptions,
  ) {
    const context = createMockActionContext({
      input: { owner: OWNER, ...input } as any, // any: bad input is tested, too
    });
    const output = jest.fn();
    await action.handler({
      ...context,
      logger: this.logger,
      getInitiatorCredentials: async () => this.credentials,
      task: { id: this.taskId },
      step: { id: 'create' },
      output,
      ...(checkpoints && { checkpoint: rememberingIn(checkpoints) }),
      ...more,
    });
    return Object.fromEntries(output.mock.calls);
  }

  /** The message with which the action refuses; `It was not refused` where it does not. */
  async refusal(
    input: Record<string, unknown>,
    more: RunOptions = {},
  ): Promise<string> {
    return this.run(input, more).then(
      () => 'It was not refused',
      ({ message }) => message,
    );
  }
}
