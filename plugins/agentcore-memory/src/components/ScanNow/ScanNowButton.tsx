import Button from '@material-ui/core/Button';
import { Scope } from 'backstage-plugin-agentcore-memory-common';
import { useScanNow } from '../../hooks/useScanNow';
import { useTranslate } from '../../hooks/useTranslate';

/** A button that requests a scan of a scope, or of all; nothing for a reader who may not. */
export function ScanNowButton({ scope }: { scope?: Scope }) {
  const t = useTranslate();
  const scan = useScanNow(scope);
  return scan ? (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      onClick={scan}
      style={{ whiteSpace: 'nowrap' }}
    >
      {t('scan.now')}
    </Button>
  ) : null;
}
