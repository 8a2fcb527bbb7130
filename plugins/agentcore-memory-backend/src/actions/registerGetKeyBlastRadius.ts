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
          state: z.string().describe('As AWS spells it, or unknown'),
          deletionDate: z.string().optional().describe('ISO 8601'),
          memories: z.array(
            z.object({
              entityRef: z.string(),
              title: z.string(),
              owner: z.string(),
            }),
          ),
          owners: z.array(z.string()),
          dependants: z.array(
            z.object({ entityRef: z.string(), title: z.string() }),
          ),
          mayHaveMore: z.boolean(),
        }),
    },
    async action({ input, credentials }) {
      const ref = parseAs(entityRef, input.key, 'key');
      let key: EvidenceKey | undefined;
      for await (const keys of evidence.keysOf([ref], { credentials })) {
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
      const memories = found.items.flatMap(entity => {
        const memory = readMemoryEntity(entity);
        if (!memory) return [];
        const { entityRef: memoryRef, title, ownerRef: owner } = memory;
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
      const { details } = key;
      return {
        output: {
          key: key.entityRef,
          title: key.title,
          arn: key.arn,
          state: details.state === 'known' ? details.value.state : 'unknown',
          ...(details.state === 'known' &&
            details.value.deletionDate !== undefined && {
              deletionDate: details.value.deletionDate,
            }),
          memories,
          owners: [...new Set(memories.map(({ owner }) => owner))].sort(),
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
