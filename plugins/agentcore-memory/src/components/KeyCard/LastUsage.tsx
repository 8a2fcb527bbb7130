import Typography from '@material-ui/core/Typography';
import { KeyLastUsage } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Instant } from '../layout/Instant';
import { ExactInstant } from './ExactInstant';
import { UnknownHalf } from './UnknownHalf';

/** When a key was last used successfully, as KMS knows it. */
export function LastUsage({
  lastUsage,
  retry,
}: {
  lastUsage: KeyLastUsage;
  retry: () => void;
}) {
  const t = useTranslate();
  if (lastUsage.status === 'unknown') {
    return (
      <UnknownHalf
        title={t('keyActivity.lastUseUnknown')}
        unknown={lastUsage}
        retry={retry}
      />
    );
  }
  const { last, trackedSince } = lastUsage;
  return (
    <Typography variant="body2" gutterBottom>
      {last
        ? t('keyActivity.lastUsed', {
            when: <Instant iso={last.at} />,
            operation: last.operation,
          })
        : t('keyActivity.notUsed', {
            since: <ExactInstant iso={trackedSince} />,
          })}
    </Typography>
  );
}
