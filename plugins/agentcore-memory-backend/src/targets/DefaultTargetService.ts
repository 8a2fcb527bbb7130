import { ServiceUnavailableError } from '@backstage/errors';
import {
  agentCoreMemoryCreatePermission,
  CreationPreview,
  keyArnOf,
  keyEntityRef,
  RuleSettings,
  TargetKeysResponse,
  TargetsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  checkAssessment,
  CODE_LANGUAGES,
  CodeLanguage,
  coveringForPeople,
  FieldProblemsError,
  findExisting,
  isAboutKey,
  MemoryCreation,
  MemoryInventory,
  MemoryWriter,
  nameTaken,
  Places,
  prepareCode,
  prepareMemory,
  prepareReplacement,
  readMemoryCreation,
  Requester,
  RequesterServices,
  UnreadablePlaceError,
  WithheldReason,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { ServiceOptions } from '../authorize';
import { PlaceKeys } from './PlaceKeys';
import { problemsOf } from './previewProblems';
import { TargetService } from './TargetService';
import { compareTargetKeys, toTargetKey } from './toTargetKey';

/** A form does not wait for longer, in milliseconds. */
const TIMEOUT_MS = 60_000;
/** Each lists the memories of a place, for which scans need AWS as well. */
const PREVIEWS_AT_ONCE = 4;
/** How many wait for their turn; a form asks again with the next change of a field. */
const MAX_WAITING = 32;

/** What a `DefaultTargetService` works with. */
export interface TargetServiceOptions extends RequesterServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  places: Places;
  rules: RuleSettings;
  config: WriterConfig;
}

/** What the caller is told of an error. */
function shown(error: unknown): never {
  if (error instanceof WithheldReason) throw error.shown;
  throw error instanceof UnreadablePlaceError
    ? new ServiceUnavailableError(error.message)
    : error;
}

/** Where the memory is to be written as code, the input says in which language. */
function splitLanguage({ language, ...memory }: { language?: unknown }): {
  language?: CodeLanguage;
  memory: object;
} {
  if (language === undefined) return { memory };
  const known = CODE_LANGUAGES.find(one => one === language);
  if (known) return { language: known, memory };
  throw new FieldProblemsError([
    {
      field: 'language',
      message: `must be one of ${CODE_LANGUAGES.join(', ')}`,
    },
  ]);
}

/** What is to become of an input, and whether it takes the place of a memory. */
interface ToPreview {
  creation: MemoryCreation;
  replaces: boolean;
}

/** Reads what is to be created; of a replacement, what the memory is like that it replaces. */
async function toPreview(
  place: AwsPlace,
  input: object,
  options: Parameters<typeof prepareReplacement>[1],
): Promise<ToPreview> {
  if (!('memoryArn' in input)) {
    const creation = readMemoryCreation({ ...input, ...place }, options.config);
    return { creation, replaces: false };
  }
  const { creation, source } = await prepareReplacement(input, options);
  const isThere =
    source.accountId === place.accountId && source.region === place.region;
  if (isThere) return { creation, replaces: true };
  throw new FieldProblemsError([
    { field: 'memoryArn', message: 'is in another account or region' },
  ]);
}

/** `TargetService` by the checks that the template's actions make, and the scorecard's own rules. */
export class DefaultTargetService implements TargetService {
  readonly #options: TargetServiceOptions;
  readonly #keys: PlaceKeys;
  readonly #limit = limiterFactory(PREVIEWS_AT_ONCE);

  constructor(options: TargetServiceOptions) {
    this.#options = options;
    this.#keys = new PlaceKeys(options.inventory);
  }

  async getTargets(
    owner: string,
    { credentials }: ServiceOptions,
  ): Promise<TargetsResponse> {
    const requester = new Requester(this.#options, credentials);
    const refusalOf = await requester.decide(agentCoreMemoryCreatePermission);
    const { accounts, incomplete } = await this.#options.places.all();
    return {
      accounts: accounts
        .map(({ accountId, regions }) => ({
          accountId,
          regions: regions.filter(
            region => refusalOf({ accountId, region, owner }) === undefined,
          ),
        }))
        .filter(({ regions }) => regions.length > 0),
      incomplete,
    };
  }

  async getKeys(
    place: AwsPlace,
    owner: string,
    { credentials }: ServiceOptions,
  ): Promise<TargetKeysResponse> {
    const { places, rules } = this.#options;
    const requester = new Requester(this.#options, credentials);
    await requester.authorize(agentCoreMemoryCreatePermission, {
      ...place,
      owner,
    });
    await coveringForPeople(places, place).catch(shown);
    const { keys, more, incomplete } = await this.#keys
      .read(place)
      .catch(shown);
    const known = await requester.mayKnowOf(
      keys.map(key => {
        const arn = keyArnOf(key) ?? key.arn;
        return { arn, entityRef: keyEntityRef(arn) };
      }),
    );
    return {
      keys: keys
        .map(key =>
          toTargetKey(place, key, {
            rules,
            withheld: !known.has(keyArnOf(key) ?? key.arn),
          }),
        )
        .sort(compareTargetKeys),
      more,
      incomplete,
    };
  }

  async preview(
    place: AwsPlace,
    input: object,
    options: ServiceOptions,
  ): Promise<CreationPreview> {
    const preview: CreationPreview = {
      problems: [],
      exists: false,
      findings: [],
      withheld: false,
    };
    try {
      const { language, memory } = splitLanguage(input);
      if (this.#limit.pendingCount >= MAX_WAITING) {
        throw new ServiceUnavailableError(
          'Too many previews are being made. Try again in a minute.',
        );
      }
      await this.#limit(() =>
        this.#preview(preview, { place, memory, language }, options),
      );
    } catch (error) {
      preview.problems.push(...problemsOf(error));
    }
    return preview;
  }

  /** Fills in the preview as far as nothing refuses the creation. */
  async #preview(
    preview: CreationPreview,
    {
      place,
      memory: input,
      language,
    }: { place: AwsPlace; memory: object; language?: CodeLanguage },
    { credentials }: ServiceOptions,
  ): Promise<void> {
    const { rules } = this.#options;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const requester = new Requester(this.#options, credentials);
    const checks = { ...this.#options, requester, signal };
    const { creation, replaces } = await toPreview(place, input, checks);
    const prepared = await prepareMemory(creation, checks);
    const { memory, keyArns, assessment, mayReadKey } = prepared;
    preview.withheld = !mayReadKey;
    preview.findings = assessment.findings.filter(
      finding => mayReadKey || !isAboutKey(finding),
    );
    if (mayReadKey) preview.verdict = assessment.verdict;
    if (language !== undefined) {
      await prepareCode(creation, prepared, language, checks);
      return;
    }
    checkAssessment(assessment, rules, mayReadKey);
    const existing = await findExisting(place, memory, {
      ...checks,
      keyArns,
    });
    const notAsWanted = replaces
      ? ['another task may be filling it']
      : existing?.notComparable ?? [];
    if (existing && notAsWanted.length > 0) {
      throw await nameTaken(place, existing, notAsWanted, requester);
    }
    preview.exists = existing !== undefined;
  }
}
