import { stringifyEntityRef } from '@backstage/catalog-model';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  ALL_MEMORIES_FILTER,
  OUR_ENTITIES_QUERY,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { EvidenceKey } from '../export/Evidence';
import { entityRef } from '../requests/fields';
import { parseAs } from '../requests/parseAs';
import { DATA_ONLY, READ_ONLY } from './readOnlyAction';
import { ActionServices } from './registerActions';
import { SHOWN_OWNER, shownOwner } from './shownOwner';

/** Most memories, and most of what depends on them, that are looked at; as on the key's page. */
const LIMIT = 500;
const DEPENDS_ON = 'relations.dependsOn';
const MEMORY_FIELDS = [
  'kind',
  'metadata',
  'spec.type',
  'spec.owner',
  'relations',
];

/** What stops working if a key goes. */
export function registerGetKeyBlastRadius(
  registry: ActionsRegistryService,
  { catalog, evidence }: Pick<ActionServices, 'catalog' | 'evidence'>,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'get-key-blast-radius',
    title: 'Find out what depends on a KMS key',
    description: `Which Amazon Bedrock AgentCore memories can't be read any more if a KMS key is disabled or deleted, which teams own them, and which components depend on them: of what the caller sees in the catalog. ${DATA_ONLY}`,
    schema: {
      input: z =>
        z.object({
          key: z
            .string()
            .describe(
              "Entity ref of the key's catalog entity, as explain-memory gives it",
            ),
        }),
      output: z =>
        z.object({
          key: z.string(),
          title: z.string(),
          arn: z.string(),
          stale: z
            .boolean()
            .describe('The facts about the key are too old to count'),
          state: z
            .string()
            .describe('As AWS spells it, or unknown; unknown while stale'),
          deletionDate: z
            .string()
            .optional()
            .describe('ISO 8601. Left out: there is none, or it is not known'),
          memories: z.array(
            z.object({
              entityRef: z.string(),
              title: z.string(),
              owner: z.string().optional().describe(SHOWN_OWNER),
            }),
          ),
          owners: z
            .array(z.string())
            .describe('Of the memories that have an owner that exists'),
          dependants: z.array(
            z.object({ entityRef: z.string(), title: z.string() }),
          ),
          mayHaveMore: z.boolean(),
        }),
    },
    async action({ input, credentials }) {
      const ref = parseAs(entityRef, input.key, 'key');
      let key: EvidenceKey | undefined;
      const known = await evidence.know({ credentials });
      for await (const keys of evidence.keysOf([ref], known, { credentials })) {
        [key] = keys;
      }
      if (!key) throw new NotFoundError(`There is no KMS key ${ref}`);
      const found = await catalog.queryEntities(
        {
          query: {
            $all: [
              OUR_ENTITIES_QUERY,
              ALL_MEMORIES_FILTER,
              { [DEPENDS_ON]: ref },
            ],
          },
          fields: MEMORY_FIELDS,
          limit: LIMIT,
        },
        { credentials },
      );
      const { snapshot } = known.now.view;
      const memories = found.items.flatMap(entity => {
        const memory = readMemoryEntity(entity);
        if (!memory) return [];
        const { entityRef: memoryRef, title } = memory;
        const owner = shownOwner(memory, snapshot.owners);
        return [{ entityRef: memoryRef, title, owner }];
      });
      const dependants =
        memories.length === 0
          ? { items: [], totalItems: 0 }
          : await catalog.queryEntities(
              {
                query: {
                  [DEPENDS_ON]: {
                    $in: memories.map(memory => memory.entityRef),
                  },
                },
                fields: [
                  'kind',
                  'metadata.name',
                  'metadata.namespace',
                  'metadata.title',
                ],
                limit: LIMIT,
              },
              { credentials },
            );
      const { details, stale } = key;
      const fresh =
        details.state === 'known' && !stale ? details.value : undefined;
      return {
        output: {
          key: key.entityRef,
          title: key.title,
          arn: key.arn,
          stale,
          state: fresh?.state ?? 'unknown',
          deletionDate: fresh?.deletionDate,
          memories,
          owners: [
            ...new Set(memories.flatMap(({ owner }) => owner ?? [])),
          ].sort(),
          dependants: dependants.items.map(entity => ({
            entityRef: stringifyEntityRef(entity),
            title: entity.metadata.title ?? entity.metadata.name,
          })),
          mayHaveMore:
            found.totalItems > found.items.length ||
            dependants.totalItems > dependants.items.length,
        },
      };
    },
  });
}
