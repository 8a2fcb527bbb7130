import { EvidenceFinding, EvidenceMemory } from '../export/Evidence';

/** What a schema says of `shownWaived`. */
export const SHOWN_WAIVED = 'Left out: the caller may not read waivers';

/** Whether a finding of a memory is waived, or `undefined` where the caller may not know. */
export function shownWaived(
  { verdictWithWaivers }: EvidenceMemory,
  { waiver }: EvidenceFinding,
): boolean | undefined {
  return verdictWithWaivers && waiver !== undefined;
}
