import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError, toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readKeyEntity,
  readMemoryEntity,
  RULE_CONTROLS,
  RULES,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { dayOf } from '../days';
import { ScanService } from '../scans/ScanService';
import { toSnapshotMemory } from '../scorecards/MemorySnapshot';
import { Now, ScorecardReader } from '../scorecards/ScorecardReader';
import { ScorecardService } from '../scorecards/ScorecardService';
import { ActiveWaivers } from '../waivers/ActiveWaivers';
import { WaiverService } from '../waivers/WaiverService';
import {
  EVIDENCE_SCHEMA,
  EvidenceEnd,
  EvidenceHead,
  EvidenceKey,
  EvidenceMemory,
  Permitted,
  toEvidenceKey,
  toEvidenceMemory,
} from './Evidence';
import { Export, ExportFilter, ExportService } from './ExportService';
import { exportQuery, namedOwner, passes } from './exportQuery';
import { ReadWaivers } from './ReadWaivers';
import { csvEnd, csvHead, csvLine } from './toCsv';
import { toEvidenceText } from './toEvidenceText';

/** Exports at a time in this process: each reads the whole catalog. */
const MAX_RUNNING = 4;
/** How long an export may take, in milliseconds: a reader that stands still must not hold its place for ever. */
const TIMEOUT_MS = 15 * 60_000;
const MAX_WAIVERS = 10_000;
const REFS_PER_REQUEST = 200;
const NO_WAIVERS = new ActiveWaivers([]);
const FIELDS = ['kind', 'metadata', 'spec', 'relations'];

/** `ExportService` from the catalog as the caller sees it, and what scorecards, scans and waivers tell the caller. */
export class DefaultExportService implements ExportService {
  readonly #catalog: CatalogService;
  readonly #reader: ScorecardReader;
  readonly #scorecards: Pick<ScorecardService, 'getRules'>;
  readonly #scans: Pick<ScanService, 'getScans'>;
  readonly #waivers: Pick<WaiverService, 'list'>;
  readonly #auditor: AuditorService;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;
  readonly #now: () => number;
  #running = 0;

  constructor(options: {
    catalog: CatalogService;
    reader: ScorecardReader;
    /** The services that ask for the caller's permissions. */
    scorecards: Pick<ScorecardService, 'getRules'>;
    scans: Pick<ScanService, 'getScans'>;
    waivers: Pick<WaiverService, 'list'>;
    auditor: AuditorService;
    auth: Pick<AuthService, 'isPrincipal'>;
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#reader = options.reader;
    this.#scorecards = options.scorecards;
    this.#scans = options.scans;
    this.#waivers = options.waivers;
    this.#auditor = options.auditor;
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
  }

  async open(
    format: 'csv' | 'json',
    filter: ExportFilter,
    options: ServiceOptions,
  ): Promise<Export> {
    if (this.#running >= MAX_RUNNING) {
      throw new ServiceUnavailableError(
        `${MAX_RUNNING} exports are running already; try again in a minute`,
      );
    }
    this.#running += 1;
    try {
      const now = await this.#reader.read();
      const waivers = await this.#readWaivers(options);
      const owners = await this.#ownersOf(filter, now, options);
      const memories = () =>
        this.#memories(filter, { now, waivers, owners }, options);
      const content =
        format === 'csv'
          ? toCsv(memories())
          : toEvidenceText({
              head: await this.#head(filter, now, options),
              memories: memories(),
              keys: refs => this.#keys(refs, options),
              waivers,
            });
      const event = await this.#auditor.createEvent({
        eventId: 'export',
        severityLevel: 'medium',
        meta: { format, filter: { ...filter } },
      });
      return {
        fileName: `agentcore-memory-${dayOf(this.#now())}.${format}`,
        contentType:
          format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/json; charset=utf-8',
        sendTo: async reader => {
          try {
            await pipeline(Readable.from(content), reader, {
              signal: AbortSignal.timeout(TIMEOUT_MS),
            });
            await event.success();
          } catch (error) {
            await event.fail({ error: toError(error) });
            throw error;
          } finally {
            this.#running -= 1;
          }
        },
      };
    } catch (error) {
      this.#running -= 1;
      throw error;
    }
  }

  /** The memories that pass a filter, a page at a time, as the catalog shows them to the caller. */
  async *#memories(
    filter: ExportFilter,
    context: {
      now: Now;
      waivers: ReadWaivers | undefined;
      owners: readonly string[] | undefined;
    },
    { credentials }: ServiceOptions,
  ): AsyncGenerator<EvidenceMemory[]> {
    const { now, waivers, owners } = context;
    const { snapshot } = now.view;
    const pages = this.#catalog.streamEntities(exportQuery(filter, owners), {
      credentials,
    });
    for await (const page of pages) {
      const memories = page.flatMap(entity => {
        const memory = readMemoryEntity(entity);
        return memory && passes(memory, entity, filter, snapshot.owners)
          ? [memory]
          : [];
      });
      const asOfNow = this.#reader.asOfNow(memories.map(toSnapshotMemory), {
        scopes: now.scopes,
        waivers: waivers?.active ?? NO_WAIVERS,
      });
      yield memories.map((memory, index) =>
        toEvidenceMemory(memory, asOfNow[index], waivers),
      );
    }
  }

  async *#keys(
    refs: readonly string[],
    { credentials }: ServiceOptions,
  ): AsyncGenerator<EvidenceKey[]> {
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(i, i + REFS_PER_REQUEST), fields: FIELDS },
        { credentials },
      );
      yield items.flatMap(entity => {
        const key = entity && readKeyEntity(entity);
        return key ? [toEvidenceKey(key)] : [];
      });
    }
  }

  /** Full refs of whose memories are asked for; nothing: everybody's, or only `passes` knows. */
  async #ownersOf(
    filter: ExportFilter,
    { view }: Now,
    { credentials }: ServiceOptions,
  ): Promise<string[] | undefined> {
    const owner = namedOwner(filter);
    if (!owner) return undefined;
    if (!filter.rollup) return [owner];
    const asked = { owners: [owner], rollup: true };
    const found = await this.#reader.ownersAskedFor(asked, view, credentials);
    return [...(found ?? [])];
  }

  async #head(
    filter: ExportFilter,
    { staleBefore }: Now,
    options: ServiceOptions,
  ): Promise<EvidenceHead> {
    const { credentials } = options;
    const [settings, scans] = await Promise.all([
      ifPermitted(this.#scorecards.getRules(options)),
      ifPermitted(
        this.#scans.getScans({ limit: Number.MAX_SAFE_INTEGER }, options),
      ),
    ]);
    return {
      schema: EVIDENCE_SCHEMA,
      generatedAt: new Date(this.#now()).toISOString(),
      generatedBy: this.#auth.isPrincipal(credentials, 'user')
        ? credentials.principal.userEntityRef
        : 'a service',
      filter,
      rules: RULES.map(({ id, title, why }) => ({
        id,
        title,
        why,
        controls: RULE_CONTROLS[id],
      })),
      settings,
      staleBefore: staleBefore.toISOString(),
      scans:
        scans.state === 'read'
          ? {
              state: 'read',
              scopes: scans.scopes.map(scope => ({
                scope: scope.scope,
                outcome: scope.outcome,
                reason: scope.reason,
                lastAttemptAt: scope.lastAttemptAt,
                lastCompleteAt: scope.lastCompleteAt,
                stale: scope.stale,
                memories: scope.memories,
                notInCatalog: scope.notInCatalog,
              })),
            }
          : scans,
    };
  }

  async #readWaivers(
    options: ServiceOptions,
  ): Promise<ReadWaivers | undefined> {
    const read = await ifPermitted(
      this.#waivers.list({ limit: MAX_WAIVERS }, options),
    );
    return read.state === 'read' ? new ReadWaivers(read) : undefined;
  }
}

/** What a service answers, unless the caller may not ask it. */
async function ifPermitted<T extends object>(
  answer: Promise<T>,
): Promise<Permitted<T>> {
  try {
    return { state: 'read', ...(await answer) };
  } catch (error) {
    if (isError(error) && error.name === 'NotAllowedError') {
      return { state: 'not-permitted' };
    }
    throw error;
  }
}

async function* toCsv(
  pages: AsyncIterable<EvidenceMemory[]>,
): AsyncGenerator<string> {
  yield csvHead();
  let memories: EvidenceEnd['memories'] = 0;
  for await (const page of pages) {
    memories += page.length;
    yield page.map(csvLine).join('');
  }
  yield csvEnd(memories);
}
