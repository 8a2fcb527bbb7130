import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  MemoryRow,
  readMemoryEntity,
  RuleId,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { firstOf } from './firstOf';
import { SnapshotMemory } from './MemorySnapshot';

const SHOWN = 10;
const ASKED_FOR = 50;

const BY_TITLE = new Intl.Collator();

/** What is stale counts as unknown, unless it was worse already. */
function rankOf({ verdict, stale }: SnapshotMemory): number {
  const rank = VERDICTS.indexOf(verdict);
  return stale ? Math.min(rank, VERDICTS.indexOf('unknown')) : rank;
}

/** Where the data is lost, or can't be used; where strangers can read it; where it has no key of its own. */
const MOST_URGENT: readonly RuleId[] = [
  'key-usable',
  'key-policy-exposure',
  'customer-managed-key',
];

/** How urgent a failure is among those of the same verdict. */
function urgencyOf({ outcomes }: SnapshotMemory): number {
  const index = MOST_URGENT.findIndex(
    rule => outcomes.byRule.get(rule) === 'fail',
  );
  return index < 0 ? MOST_URGENT.length : index;
}

/** The worst of some memories: a few more than are shown, as a caller may not be allowed to read all of them. */
export function findWorst(
  memories: readonly SnapshotMemory[],
  count = ASKED_FOR,
): SnapshotMemory[] {
  return firstOf(
    count,
    memories.filter(memory => memory.stale || memory.verdict !== 'compliant'),
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      urgencyOf(a) - urgencyOf(b) ||
      BY_TITLE.compare(a.title, b.title),
  );
}

/** What `findWorst` found, as the catalog shows it to the caller. */
export async function showWorst(
  candidates: readonly SnapshotMemory[],
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>,
  credentials: BackstageCredentials,
): Promise<MemoryRow[]> {
  if (candidates.length === 0) return [];
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs: candidates.map(({ entityRef }) => entityRef),
      fields: ['kind', 'metadata', 'spec.type', 'spec.owner', 'relations'],
    },
    { credentials },
  );
  return candidates
    .flatMap(({ stale }, index) => {
      const entity = items[index];
      const memory = entity && readMemoryEntity(entity);
      if (!memory) return [];
      const { entityRef, title, scope, verdict, ownerRef, worst, replacedBy } =
        memory;
      return {
        entityRef,
        title,
        accountId: scope.accountId,
        region: scope.region,
        verdict,
        stale,
        ownerRef,
        ...(replacedBy && { replaced: true }),
        ...(worst && { rule: worst.rule, reason: worst.reason }),
      };
    })
    .slice(0, SHOWN);
}
