import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { describeUnseen } from '../../model/unseen';

function inWords(keys: number): string {
  if (keys === 0) return 'You see no key.';
  return keys === 1
    ? 'The key that you see was enabled when AWS last answered about it.'
    : `All ${keys} keys that you see were enabled when AWS last answered about them.`;
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
  return (
    <Typography variant="body2">
      {[inWords(keys), describeUnseen(scans)].filter(Boolean).join(' ')}
    </Typography>
  );
}
