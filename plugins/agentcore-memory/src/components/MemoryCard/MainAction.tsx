import Button from '@material-ui/core/Button';
import { LinkButton } from '@backstage/core-components';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { Advice } from '../../model/advice';
import { CoverageLink } from '../scorecard/CoverageLink';
import { ScanNowButton } from '../ScanNow';

/** What to do first about a memory, as a button; nothing where there is nothing to do. */
export function MainAction({
  memory,
  verdict,
  hasFix,
  replacement,
  onShowFix,
}: {
  memory: MemoryEntity;
  /** As it counts now. */
  verdict: Advice['verdict'];
  /** Whether the worst finding has a fix. */
  hasFix: boolean;
  /** The path of a template that carries out the fix of the worst finding. */
  replacement?: string;
  onShowFix: () => void;
}) {
  if (verdict === 'compliant') return null;
  if (verdict === 'unknown' || !memory.worst) {
    return (
      <>
        <ScanNowButton scope={memory.scope} />
        <CoverageLink />
      </>
    );
  }
  if (replacement) {
    return (
      <LinkButton
        to={replacement}
        variant="contained"
        color="primary"
        size="small"
      >
        Create an encrypted replacement
      </LinkButton>
    );
  }
  return hasFix ? (
    <Button
      variant="contained"
      color="primary"
      size="small"
      onClick={onShowFix}
    >
      Show how to fix it
    </Button>
  ) : null;
}
