import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useKeyActivity } from '../../hooks/useKeyActivity';
import { useTranslate } from '../../hooks/useTranslate';
import { Instant } from '../layout/Instant';
import { LoadFailed } from '../layout/LoadFailed';
import { KeyHistoryView } from './KeyHistoryView';
import { LastUsage } from './LastUsage';

/** Asks AWS who used a key, and shows what it says. */
export function KeyActivityView({
  keyRef,
  about,
}: {
  keyRef: string;
  /** Which key it is, for screen readers. */
  about: string;
}) {
  const t = useTranslate();
  const { value, error, retry } = useKeyActivity(keyRef);
  if (error) {
    return (
      <LoadFailed
        title={t('keyActivity.loadFailed')}
        error={error}
        retry={retry}
      />
    );
  }
  if (!value) {
    return (
      <>
        <Typography variant="body2" role="status">
          {t('keyActivity.asking')}
        </Typography>
        <Progress />
      </>
    );
  }
  const { lastUsage, history } = value;
  return (
    <>
      <LastUsage lastUsage={lastUsage} retry={retry} />
      <KeyHistoryView history={history} about={about} retry={retry} />
      <Typography variant="caption" color="textSecondary" component="p">
        {t('keyActivity.asked', {
          kms: <Instant iso={lastUsage.readAt} />,
          cloudTrail: <Instant iso={history.readAt} />,
        })}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p">
        {t('keyActivity.limits')}
      </Typography>
    </>
  );
}
