import { useId } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  Finding,
  fixFor,
  MemoryEntity,
  RuleId,
} from 'backstage-plugin-agentcore-memory-common';
import { useFindingWaivers } from '../../hooks/useFindingWaivers';
import { useFixInput } from '../../hooks/useFixInput';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { useMemoryOffer } from '../../hooks/useMemoryOffer';
import { adviseOn } from '../../model/advice';
import { countRules, sortFindings } from '../../model/findings';
import { Freshness } from '../../model/freshness';
import { MemoryOffer } from '../../model/replacement';
import { whoFixes } from '../../model/whoFixes';
import { FixOffer } from './FindingItem';
import { FindingList } from './FindingList';
import { FoldedRules } from './FoldedRules';
import { MainAction } from './MainAction';
import { MemoryDetails } from './MemoryDetails';
import { VerdictSentence } from './VerdictSentence';

const OFFERS: Record<MemoryOffer, string> = {
  replace: 'Replace it and move its data',
  retire: 'Retire it',
};

/** A memory, worst first: the verdict and what to do, what fails, what passes, and the facts. */
export function MemoryAssessment({
  memory,
  doubt,
  freshness,
}: {
  memory: MemoryEntity;
  /** Why it may not be what the catalog has now; left out: it is. */
  doubt?: Freshness;
  /** Of the memory and its key. */
  freshness: EntitiesFreshness;
}) {
  const id = useId();
  const { value: input, error } = useFixInput(memory);
  const { waivers, error: waiversError } = useFindingWaivers(memory);
  const kind = memory.replacedBy ? 'retire' : 'replace';
  const path = useMemoryOffer(memory, kind);
  const { open, passed, notApplicable } = sortFindings(memory.findings);

  const idOf = (rule: RuleId) => `${id}-${rule}`;
  const offerOf = (finding: Finding): FixOffer | undefined => {
    const isAboutKey = finding.rule === 'customer-managed-key';
    const fix = input && fixFor(finding, input);
    // It has been replaced: doing that again fixes nothing.
    if (!fix || (isAboutKey && memory.replacedBy)) return undefined;
    const who = whoFixes(finding, memory, input.key);
    const fits = isAboutKey && who.kind === 'owner';
    return { fix, who, ...(fits && { replacement: path }) };
  };
  const worst = memory.worst && offerOf(memory.worst);
  const ownFreshness = doubt ?? freshness.of(memory);
  const advice = adviseOn(memory, ownFreshness, worst);
  const to = memory.replacedBy ? path : worst?.replacement;
  const offer = to ? { to, label: OFFERS[kind] } : undefined;
  const showFix = () =>
    memory.worst && document.getElementById(idOf(memory.worst.rule))?.focus();

  return (
    <>
      <VerdictSentence advice={advice}>
        {ownFreshness.state !== 'asking' && (
          <MainAction
            memory={memory}
            verdict={advice.verdict}
            hasFix={worst !== undefined}
            offer={offer}
            onShowFix={showFix}
          />
        )}
      </VerdictSentence>
      {error && (
        <Typography variant="caption" role="alert">
          What to do could not be worked out: {error.message}
        </Typography>
      )}
      {waiversError && (
        <Typography variant="caption" role="alert">
          Whether something of it is waived could not be read:{' '}
          {waiversError.message}
        </Typography>
      )}
      {open.length > 0 && (
        <FindingList
          label="Findings that need attention"
          findings={open}
          offerOf={offerOf}
          waivers={waivers}
          idOf={idOf}
        />
      )}
      <FoldedRules
        findings={passed}
        summary={countRules(passed.length, 'passes', 'pass')}
        label="Rules that pass"
      />
      <FoldedRules
        findings={notApplicable}
        summary={countRules(
          notApplicable.length,
          'does not apply',
          'do not apply',
        )}
        label="Rules that do not apply"
      />
      <MemoryDetails
        memory={memory}
        keyEntity={input?.key}
        freshness={freshness}
      />
    </>
  );
}
