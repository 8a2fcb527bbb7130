import { CreationPreview } from 'backstage-plugin-agentcore-memory-common';
import { countRules, sortFindings } from '../../model/findings';
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
  const { open, passed, notApplicable } = sortFindings(findings);
  return (
    <>
      {problems.length > 0 && (
        <ProblemList problems={problems} replaces={replaces} />
      )}
      {exists && (
        <Notice
          severity="info"
          title="A memory that is just this exists and is taken as it is"
        />
      )}
      {verdict && (
        <VerdictSentence advice={previewSentence(verdict)}>
          {null}
        </VerdictSentence>
      )}
      {withheld && (
        <Notice
          severity="info"
          title="What the rules find about the key is not shown to you"
        >
          The catalog does not show you this key, so neither what is found about
          it nor the verdict is.
        </Notice>
      )}
      {open.length > 0 && (
        <FindingList label="Findings that need attention" findings={open} />
      )}
      {passed.length > 0 && (
        <FindingList label="Rules that pass" findings={passed} />
      )}
      <FoldedRules
        findings={notApplicable}
        summary={countRules(
          notApplicable.length,
          'does not apply',
          'do not apply',
        )}
        label="Rules that do not apply"
      />
    </>
  );
}
