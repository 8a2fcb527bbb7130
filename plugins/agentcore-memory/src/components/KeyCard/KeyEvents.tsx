import Typography from '@material-ui/core/Typography';
import { KeyEvent } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { FoldedList } from '../layout/FoldedList';
import { Unfold } from '../layout/Unfold';
import { AwsName } from './AwsName';
import { ExactInstant } from './ExactInstant';

const SHOWN_AT_ONCE = 20;

function Line({ event }: { event: KeyEvent }) {
  const t = useTranslate();
  const { at, operation, principal, via, errorCode } = event;
  const parts = {
    when: <ExactInstant iso={at} />,
    operation,
    who: <AwsName name={principal} />,
  };
  const call = via
    ? t('keyActivity.eventThrough', {
        ...parts,
        service: <AwsName name={via} />,
      })
    : t('keyActivity.event', parts);
  return (
    <Typography variant="body2">
      {errorCode
        ? t('keyActivity.eventFailed', {
            event: <span>{call}</span>,
            failure: (
              <strong>{t('keyActivity.failure', { code: errorCode })}</strong>
            ),
          })
        : call}
    </Typography>
  );
}

/** The calls about a key, the latest first; folded. */
export function KeyEvents({
  events,
  about,
}: {
  events: readonly KeyEvent[];
  /** Of which key, for screen readers. */
  about: string;
}) {
  const t = useTranslate();
  return (
    <div>
      <Unfold
        show={t('keyActivity.showEvents')}
        hide={t('keyActivity.hideEvents')}
        about={about}
      >
        <FoldedList items={events} limit={SHOWN_AT_ONCE} keyOf={({ id }) => id}>
          {event => <Line event={event} />}
        </FoldedList>
      </Unfold>
    </div>
  );
}
