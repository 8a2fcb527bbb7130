import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { UnknownActivity } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';

/** What AWS did not tell of a key's use, and why. */
export function UnknownHalf({
  title,
  unknown,
  retry,
}: {
  title: string;
  unknown: UnknownActivity;
  retry: () => void;
}) {
  const t = useTranslate();
  return (
    <Notice
      severity="warning"
      title={title}
      action={
        <Button size="small" onClick={retry}>
          {t('layout.tryAgain')}
        </Button>
      }
    >
      <Typography variant="body2">{unknown.reason}</Typography>
    </Notice>
  );
}
