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
import { useTranslate } from '../../hooks/useTranslate';
import { adviseOn } from '../../model/advice';
import { sortFindings } from '../../model/findings';
import { Freshness } from '../../model/freshness';
import { whoFixes } from '../../model/whoFixes';
import { FixOffer } from './FindingItem';
import { FindingList } from './FindingList';
import { FoldedRules } from './FoldedRules';
import { MainAction } from './MainAction';
import { MemoryDetails } from './MemoryDetails';
import { VerdictSentence } from './VerdictSentence';

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
  const t = useTranslate();
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
  const advice = adviseOn(t, memory, ownFreshness, worst);
  const to = memory.replacedBy ? path : worst?.replacement;
  const offer = to ? { to, label: t(`memory.offer.${kind}`) } : undefined;
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
          {t('memory.fixFailed', { reason: error.message })}
        </Typography>
      )}
      {waiversError && (
        <Typography variant="caption" role="alert">
          {t('memory.waiversFailed', { reason: waiversError.message })}
        </Typography>
      )}
      {open.length > 0 && (
        <FindingList
          label={t('memory.openFindings')}
          findings={open}
          offerOf={offerOf}
          waivers={waivers}
          idOf={idOf}
        />
      )}
      <FoldedRules
        findings={passed}
        summary={t('common.ruleCount.passes', { count: passed.length })}
        label={t('memory.rulesThatPass')}
      />
      <FoldedRules
        findings={notApplicable}
        summary={t('common.ruleCount.notApplicable', {
          count: notApplicable.length,
        })}
        label={t('memory.rulesNotApplicable')}
      />
      <MemoryDetails
        memory={memory}
        keyEntity={input?.key}
        freshness={freshness}
      />
    </>
  );
}
