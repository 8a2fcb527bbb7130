import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeUnseen } from '../../model/unseen';
import { Translate } from '../../translation';

function inWords(t: Translate, keys: number): string {
  return keys === 0
    ? t('overview.keysAtRisk.noKey')
    : t('overview.keysAtRisk.enabled', { count: keys });
}

/** Says that no key is at risk, or that there is none to tell of. */
export function NoKeysAtRisk({
  keys,
  scans,
}: {
  /** How many the reader sees. */
  keys: number;
  scans: ScanSummary;
}) {
  const t = useTranslate();
  return (
    <Typography variant="body2">
      {[inWords(t, keys), describeUnseen(t, scans)].filter(Boolean).join(' ')}
    </Typography>
  );
}
