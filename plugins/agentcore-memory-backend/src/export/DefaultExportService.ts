import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  RULE_CONTROLS,
  RULES,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { dayOf } from '../days';
import { ScanService } from '../scans/ScanService';
import { summarizeScans } from '../scans/summarizeScans';
import { Now } from '../scorecards/ScorecardReader';
import { ScorecardService } from '../scorecards/ScorecardService';
import {
  EVIDENCE_SCHEMA,
  EvidenceEnd,
  EvidenceHead,
  EvidenceMemory,
} from './Evidence';
import { EvidenceReader } from './EvidenceReader';
import { Export, ExportFilter, ExportService } from './ExportService';
import { ifPermitted } from './ifPermitted';
import { csvEnd, csvHead, csvLine } from './toCsv';
import { toEvidenceText } from './toEvidenceText';

/** Exports at a time in this process: each reads the whole catalog. */
const MAX_RUNNING = 4;
const MAX_RUNNING_OF_ONE = 2;
/** How long an export may take, in milliseconds: a reader that stands still must not hold its place for ever. */
const TIMEOUT_MS = 15 * 60_000;

/** `ExportService` from the catalog as the caller sees it, and what scorecards, scans and waivers tell the caller. */
export class DefaultExportService implements ExportService {
  readonly #evidence: EvidenceReader;
  readonly #scorecards: Pick<ScorecardService, 'getRules'>;
  readonly #scans: Pick<ScanService, 'getScans'>;
  readonly #auditor: AuditorService;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;
  readonly #now: () => number;
  /** Who runs an export, as often as they do. */
  readonly #running: string[] = [];

  constructor(options: {
    evidence: EvidenceReader;
    /** The services that ask for the caller's permissions. */
    scorecards: Pick<ScorecardService, 'getRules'>;
    scans: Pick<ScanService, 'getScans'>;
    auditor: AuditorService;
    auth: Pick<AuthService, 'isPrincipal'>;
    now?: () => number;
  }) {
    this.#evidence = options.evidence;
    this.#scorecards = options.scorecards;
    this.#scans = options.scans;
    this.#auditor = options.auditor;
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
  }

  async open(
    format: 'csv' | 'json',
    filter: ExportFilter,
    options: ServiceOptions,
  ): Promise<Export> {
    const initiator = this.#initiatorOf(options);
    const own = this.#running.filter(one => one === initiator).length;
    if (own >= MAX_RUNNING_OF_ONE) {
      throw new ServiceUnavailableError(
        `${MAX_RUNNING_OF_ONE} of your exports are running already; try again when one is done`,
      );
    }
    if (this.#running.length >= MAX_RUNNING) {
      throw new ServiceUnavailableError(
        `${MAX_RUNNING} exports are running already; try again in a minute`,
      );
    }
    this.#running.push(initiator);
    const end = () => {
      this.#running.splice(this.#running.indexOf(initiator), 1);
    };
    try {
      const { memories, ...known } = await this.#evidence.open(filter, options);
      const head = await this.#head(filter, known.now, options);
      const content =
        format === 'csv'
          ? toCsv(head, memories)
          : toEvidenceText({
              head,
              memories,
              keys: refs => this.#evidence.keysOf(refs, known, options),
              waivers: known.waivers,
            });
      const event = await this.#auditor.createEvent({
        eventId: 'export',
        severityLevel: 'medium',
        meta: { format, filter: { ...filter }, initiator },
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
            end();
          }
        },
      };
    } catch (error) {
      end();
      throw error;
    }
  }

  #initiatorOf({ credentials }: ServiceOptions): string {
    return this.#auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : 'a service';
  }

  async #head(
    filter: ExportFilter,
    { staleBefore, scopes }: Now,
    options: ServiceOptions,
  ): Promise<EvidenceHead> {
    const [settings, scans] = await Promise.all([
      ifPermitted(this.#scorecards.getRules(options)),
      ifPermitted(
        this.#scans.getScans({ limit: Number.MAX_SAFE_INTEGER }, options),
      ),
    ]);
    return {
      schema: EVIDENCE_SCHEMA,
      generatedAt: new Date(this.#now()).toISOString(),
      generatedBy: this.#initiatorOf(options),
      filter,
      rules: RULES.map(({ id, title, why }) => ({
        id,
        title,
        why,
        controls: RULE_CONTROLS[id],
      })),
      settings,
      staleBefore: staleBefore.toISOString(),
      coverage:
        settings.state === 'read'
          ? { state: 'read', ...countsOf(scopes) }
          : settings,
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
}

/** As the pages say it to everybody who may read scorecards. */
function countsOf(scopes: readonly ScopeHealth[]) {
  const { firstFailed: _, ...counts } = summarizeScans(scopes);
  return counts;
}

async function* toCsv(
  { coverage }: EvidenceHead,
  pages: AsyncIterable<EvidenceMemory[]>,
): AsyncGenerator<string> {
  yield csvHead();
  let memories: EvidenceEnd['memories'] = 0;
  for await (const page of pages) {
    memories += page.length;
    yield page.map(csvLine).join('');
  }
  yield csvEnd(memories, coverage);
}
