import { CreationPreview } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { sortFindings } from '../../model/findings';
import { previewSentence } from '../../model/previewSentence';
import { Notice } from '../layout/Notice';
import { FindingList } from '../MemoryCard/FindingList';
import { FoldedRules } from '../MemoryCard/FoldedRules';
import { VerdictSentence } from '../MemoryCard/VerdictSentence';
import { ProblemList } from './ProblemList';

/** What would become of a memory: what is refused first, then the verdict and each rule. */
export function PreviewView({
  preview: { problems, exists, verdict, findings, withheld },
  replaces,
}: {
  preview: CreationPreview;
  /** Whether the form is the one that replaces a memory. */
  replaces: boolean;
}) {
  const t = useTranslate();
  const { open, passed, notApplicable } = sortFindings(findings);
  return (
    <>
      {problems.length > 0 && (
        <ProblemList problems={problems} replaces={replaces} />
      )}
      {exists && <Notice severity="info" title={t('create.verdict.exists')} />}
      {verdict && (
        <VerdictSentence advice={previewSentence(t, verdict)}>
          {null}
        </VerdictSentence>
      )}
      {withheld && (
        <Notice severity="info" title={t('create.verdict.withheld')}>
          {t('create.verdict.withheldWhy')}
        </Notice>
      )}
      {open.length > 0 && (
        <FindingList label={t('memory.openFindings')} findings={open} />
      )}
      {passed.length > 0 && (
        <FindingList label={t('memory.rulesThatPass')} findings={passed} />
      )}
      <FoldedRules
        findings={notApplicable}
        summary={t('common.ruleCount.notApplicable', {
          count: notApplicable.length,
        })}
        label={t('memory.rulesNotApplicable')}
      />
    </>
  );
}
