import Button from '@material-ui/core/Button';
import { LinkButton } from '@backstage/core-components';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Advice } from '../../model/advice';
import { CoverageLink } from '../scorecard/CoverageLink';
import { ScanNowButton } from '../ScanNow';

/** What to do first about a memory, as a button; nothing where there is nothing to do. */
export function MainAction({
  memory,
  verdict,
  hasFix,
  offer,
  onShowFix,
}: {
  memory: MemoryEntity;
  /** As it counts now. */
  verdict: Advice['verdict'];
  /** Whether the worst finding has a fix. */
  hasFix: boolean;
  /** A template that carries out what is to be done. */
  offer?: { to: string; label: string };
  onShowFix: () => void;
}) {
  const t = useTranslate();
  if (verdict === 'compliant') return null;
  if (verdict === 'unknown' || !memory.worst) {
    return (
      <>
        <ScanNowButton scope={memory.scope} />
        <CoverageLink />
      </>
    );
  }
  if (offer) {
    return (
      <LinkButton
        to={offer.to}
        variant="contained"
        color="primary"
        size="small"
      >
        {offer.label}
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
      {t('memory.showFix')}
    </Button>
  ) : null;
}
