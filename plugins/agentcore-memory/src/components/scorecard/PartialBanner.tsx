import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { FailedScopes } from './FailedScopes';
import { NotInCatalog } from './NotInCatalog';
import { Notice } from '../layout/Notice';

/** Says which scopes could not be read and how many memories the catalog lacks; nothing if all is well. */
export function PartialBanner({ scans }: { scans: ScanSummary }) {
  const t = useTranslate();
  if (scans.scopes === 0) {
    return (
      <Notice severity="info" title={t('scorecard.partial.noScan')}>
        <Typography variant="body2">
          {t('scorecard.partial.notKnown')}
        </Typography>
      </Notice>
    );
  }
  return (
    <>
      <FailedScopes
        scans={scans}
        title={t('scorecard.scopesUnread', {
          count: scans.scopes,
          failed: String(scans.failed),
        })}
      />
      <NotInCatalog scans={scans} />
    </>
  );
}
