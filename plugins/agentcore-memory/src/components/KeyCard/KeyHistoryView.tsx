import Typography from '@material-ui/core/Typography';
import { KeyHistory } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { isWhole } from '../../model/keyActivity';
import { Notice } from '../layout/Notice';
import { ExactInstant } from './ExactInstant';
import { KeyEvents } from './KeyEvents';
import { KeyPrincipals } from './KeyPrincipals';
import { UnknownHalf } from './UnknownHalf';

/** The calls about a key, as CloudTrail tells them, and what it does not tell. */
export function KeyHistoryView({
  history,
  about,
  retry,
}: {
  history: KeyHistory;
  /** Which key it is, for screen readers. */
  about: string;
  retry: () => void;
}) {
  const t = useTranslate();
  if (history.status === 'unknown') {
    return (
      <UnknownHalf
        title={t('keyActivity.historyUnknown')}
        unknown={history}
        retry={retry}
      />
    );
  }
  const { incomplete, unreadable, principals, events } = history;
  const since = <ExactInstant iso={history.since} />;
  return (
    <>
      {incomplete !== undefined && (
        <Notice severity="warning" title={t('keyActivity.incomplete')}>
          <Typography variant="body2">
            {t('keyActivity.incompleteWhy', { since, reason: incomplete })}
          </Typography>
        </Notice>
      )}
      {unreadable > 0 && (
        <Notice
          severity="warning"
          title={t('keyActivity.unreadable', { count: unreadable })}
        />
      )}
      {principals.length > 0 ? (
        <>
          <Typography variant="body2" gutterBottom>
            {t('keyActivity.since', { since })}
          </Typography>
          <KeyPrincipals principals={principals} />
          <KeyEvents events={events} about={about} />
        </>
      ) : (
        <Typography variant="body2" gutterBottom>
          {isWhole(history)
            ? t('keyActivity.none')
            : t('keyActivity.namesNobody')}
        </Typography>
      )}
    </>
  );
}
