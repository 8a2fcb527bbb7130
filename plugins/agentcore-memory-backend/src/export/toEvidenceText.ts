import {
  EvidenceEnd,
  EvidenceHead,
  EvidenceKey,
  EvidenceMemory,
  EvidenceWaiver,
} from './Evidence';
import { ReadWaivers } from './ReadWaivers';

function toEvidenceWaivers(
  { items }: ReadWaivers,
  refs: ReadonlySet<string>,
): EvidenceWaiver[] {
  return items
    .filter(({ entityRef }) => refs.has(entityRef))
    .map(({ mayDecide: _, mayRevoke: __, ...waiver }) => waiver);
}

/** Items of a list, those of a page in one piece. */
async function* listOf<T>(
  pages: AsyncIterable<T[]>,
  onPage: (page: T[]) => void,
): AsyncGenerator<string> {
  let separator = '\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    onPage(page);
    yield separator + page.map(item => JSON.stringify(item)).join(',\n');
    separator = ',\n';
  }
}

/** The evidence as the text of one JSON document, piece by piece: the memories never have to be known all at once. */
export async function* toEvidenceText({
  head,
  memories,
  keys,
  waivers,
}: {
  head: EvidenceHead;
  memories: AsyncIterable<EvidenceMemory[]>;
  keys: (refs: readonly string[]) => AsyncIterable<EvidenceKey[]>;
  waivers: ReadWaivers | undefined;
}): AsyncGenerator<string> {
  const end: EvidenceEnd = { complete: true, memories: 0, keys: 0 };
  const refs = new Set<string>();
  const keyRefs = new Set<string>();
  yield `${JSON.stringify(head).slice(0, -1)},\n"memories": [`;
  yield* listOf(memories, page => {
    end.memories += page.length;
    for (const { entityRef, owner, keyRef } of page) {
      refs.add(entityRef).add(owner);
      if (keyRef) keyRefs.add(keyRef);
    }
  });
  yield '],\n"keys": [';
  yield* listOf(keys([...keyRefs].sort()), page => {
    end.keys += page.length;
  });
  const read = waivers
    ? {
        state: 'read',
        complete: waivers.complete,
        items: toEvidenceWaivers(waivers, refs),
      }
    : { state: 'not-permitted' };
  yield `],\n"waivers": ${JSON.stringify(read)},\n"end": ${JSON.stringify(
    end,
  )}}\n`;
}
