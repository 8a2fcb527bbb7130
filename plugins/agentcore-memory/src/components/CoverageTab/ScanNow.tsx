import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { RequestScan } from '../../hooks/useScanRequest';
import { useTranslate } from '../../hooks/useTranslate';

type State =
  | { kind: 'idle' }
  | { kind: 'requesting' }
  | { kind: 'requested'; lastReport: string }
  | { kind: 'failed'; reason: string };

/** A button that requests a scan, and shows that it has until the next report arrives. */
export function ScanNow({
  label,
  about,
  scope,
  requestScan,
  lastReport,
}: {
  label: string;
  /** For screen readers, where several such buttons stand on one page. */
  about?: string;
  /** Left out: every scope. */
  scope?: string;
  requestScan: RequestScan;
  /** ISO 8601: end of the last attempt. */
  lastReport: string;
}) {
  const t = useTranslate();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const onClick = async () => {
    // Not disabled while requesting: the button would lose the keyboard focus.
    if (state.kind === 'requesting') return;
    setState({ kind: 'requesting' });
    try {
      await requestScan(scope);
      setState({ kind: 'requested', lastReport });
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      setState({ kind: 'failed', reason });
    }
  };
  return (
    <div>
      <Button
        size="small"
        variant="outlined"
        aria-label={about && t('common.labelled', { label, about })}
        aria-busy={state.kind === 'requesting'}
        onClick={onClick}
        style={{ whiteSpace: 'nowrap' }}
      >
        {label}
      </Button>
      {state.kind === 'requested' && state.lastReport === lastReport && (
        <Typography variant="caption" component="div" role="status">
          {t('scan.requested')}
        </Typography>
      )}
      {state.kind === 'failed' && (
        <Typography variant="caption" component="div" role="alert">
          {t('scan.failedWhy', { reason: state.reason })}
        </Typography>
      )}
    </div>
  );
}
