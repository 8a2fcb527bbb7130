import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { pluralizeMemories } from './labels';
import { shownOwner } from './ownerSource';

/** The memories that one owner loses with a key. */
export interface TeamLoss {
  /** Full ref; left out: the memories without an owner. */
  ownerRef?: string;
  memories: MemoryEntity[];
}

/** What depends on a memory, and on which. */
export interface Dependant {
  /** Full ref. */
  entityRef: string;
  /** As its entity calls it. */
  title: string;
  /** Full ref, as the catalog has it. */
  ownerRef?: string;
  memories: MemoryEntity[];
}

/** What stops working if a key goes. */
export interface BlastRadius {
  /** Those that lose most memories first; memories without an owner last. */
  teams: TeamLoss[];
  /** By title. */
  dependants: Dependant[];
  /** Memories that were looked at. */
  memories: number;
  /** Memories that there are, as far as the reader may see them. */
  totalMemories: number;
  /** Dependants that there are of the memories looked at, as far as the reader may see them. */
  totalDependants: number;
}

function targetsOf({ relations = [] }: Entity, type: string): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

/** The memories of each owner; those with most first, those without an owner last. */
export function groupByOwner(memories: readonly MemoryEntity[]): TeamLoss[] {
  const byOwner = new Map<string | undefined, MemoryEntity[]>();
  for (const memory of memories) {
    const owner = shownOwner(memory);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), memory]);
  }
  return Array.from(byOwner, ([ownerRef, owned]) => ({
    ownerRef,
    memories: owned,
  })).sort(
    (a, b) =>
      Number(!a.ownerRef) - Number(!b.ownerRef) ||
      b.memories.length - a.memories.length ||
      (a.ownerRef ?? '').localeCompare(b.ownerRef ?? ''),
  );
}

/** An entity that depends on some of the memories. */
export function toDependant(
  entity: Entity,
  memories: ReadonlyMap<string, MemoryEntity>,
): Dependant {
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    ownerRef: targetsOf(entity, 'ownedBy')[0],
    memories: targetsOf(entity, 'dependsOn').flatMap(
      ref => memories.get(ref) ?? [],
    ),
  };
}

/** What is lost, in one sentence. */
export function describeLoss(t: Translate, radius: BlastRadius): string {
  const { teams, memories, totalMemories, totalDependants } = radius;
  if (totalMemories === 0) return t('keys.blast.nothing');
  const owners = teams.filter(({ ownerRef }) => ownerRef).length;
  // Whose those are that were not looked at is not known.
  const all = pluralizeMemories(t, totalMemories);
  const lost =
    owners === 0 || memories < totalMemories
      ? t('keys.blast.memories', { memories: all })
      : t('keys.blast.memoriesOf', {
          memories: all,
          owners: t('keys.blast.owners', { count: owners }),
        });
  return totalDependants === 0
    ? t('keys.blast.alone', { lost })
    : t('keys.blast.withDependants', { count: totalDependants, lost });
}

/** What was left out of the lists, in words; `undefined` if nothing was. */
export function describeLimits(
  t: Translate,
  { memories, totalMemories, dependants, totalDependants }: BlastRadius,
): string | undefined {
  const parts = [
    ...(totalMemories > memories
      ? [t('keys.blast.firstMemories', { number: String(memories) })]
      : []),
    ...(totalDependants > dependants.length
      ? [
          t('keys.blast.firstDependants', {
            number: String(dependants.length),
          }),
        ]
      : []),
  ];
  return parts.join(' ') || undefined;
}
