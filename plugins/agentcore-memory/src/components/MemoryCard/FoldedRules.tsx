import { Finding } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Unfold } from '../layout/Unfold';
import { FindingList } from './FindingList';

/** Findings that ask nothing of a reader: one line that unfolds; nothing where there are none. */
export function FoldedRules({
  findings,
  summary,
  label,
}: {
  findings: readonly Finding[];
  /** How many they are, and how they came out. */
  summary: string;
  /** For screen readers. */
  label: string;
}) {
  const t = useTranslate();
  return findings.length === 0 ? null : (
    <div>
      <Unfold show={summary} hide={summary} about={t('memory.showThem')}>
        <FindingList label={label} findings={findings} />
      </Unfold>
    </div>
  );
}
