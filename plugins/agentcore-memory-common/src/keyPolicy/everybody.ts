import { Admission } from './admissions';
import { Party } from './parties';
import { PLAINTEXT_ACTIONS } from './results';

/**
 * Where patterns leave nobody out, there is no stranger to ask. Whoever lets in one of each of them lets in everybody,
 * and that is a failure.
 */
export function raisedForEverybody(
  admissions: readonly Admission[],
  parties: readonly Party[],
): Admission[] {
  const groups = new Map<string, Set<Party>>();
  for (const party of parties) {
    if (party.amongAll === undefined) continue;
    const group = groups.get(party.amongAll) ?? new Set();
    groups.set(party.amongAll, group.add(party));
  }
  const raised = new Set<Admission>();
  for (const group of groups.values()) {
    for (const action of PLAINTEXT_ACTIONS) {
      const sure = admissions.filter(
        ({ suspect: { party, principal }, ...admission }) =>
          admission.sure &&
          admission.action === action &&
          principal.kind === 'named' &&
          party !== undefined &&
          group.has(party),
      );
      const admitted = new Set(sure.map(({ suspect }) => suspect.party));
      if (admitted.size < group.size) continue;
      for (const admission of sure) raised.add(admission);
    }
  }
  return admissions.map(admission =>
    raised.has(admission) ? { ...admission, outcome: 'fail' } : admission,
  );
}
