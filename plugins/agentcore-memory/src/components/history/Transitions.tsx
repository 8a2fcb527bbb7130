import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  HistoryResponse,
  Transition,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import {
  byAttention,
  describeCounts,
  describeTransition,
} from '../../model/transitions';
import {
  describeRecording,
  Period,
  Recording,
  recordingOf,
} from '../../model/recording';
import { FoldedList } from '../layout/FoldedList';
import { Instant } from '../layout/Instant';
import { Translate } from '../../translation';

const SHOWN_AT_ONCE = 8;

/** The catalog forgets memories that are gone, so there is no page to link to. */
function Name({ transition }: { transition: Transition }) {
  const { kind, entityRef, title } = transition;
  return kind === 'gone' ? (
    <>{title}</>
  ) : (
    <EntityRefLink entityRef={entityRef} title={title} hideIcon />
  );
}

/** What happened to a memory, and when. */
function Line({ transition }: { transition: Transition }) {
  const t = useTranslate();
  const details = describeTransition(t, transition);
  const parts = {
    kind: <strong>{t(`history.transition.${transition.kind}`)}</strong>,
    memory: <Name transition={transition} />,
    when: (
      <Typography variant="caption" color="textSecondary">
        <Instant iso={transition.at} />
      </Typography>
    ),
  };
  return (
    <Typography variant="body2">
      {details
        ? t('history.transition.lineWith', { ...parts, details })
        : t('history.transition.line', parts)}
    </Typography>
  );
}

/** What to say where no transition is known. */
function whyNone(t: Translate, recording: Recording): string {
  switch (recording.state) {
    case 'whole':
      return t('history.nothingChanged');
    case 'since':
      return t('history.nothingChangedSince', { day: recording.day });
    default:
      return describeRecording(t, recording)!;
  }
}

/** What happened to memories, what needs attention first; only of those that the reader may see. */
export function Transitions({
  history,
  period,
}: {
  history: HistoryResponse;
  /** Of the history. */
  period: Period;
}) {
  const t = useTranslate();
  const { transitions, transitionCounts } = history;
  const counts = describeCounts(t, transitionCounts);
  const recording = recordingOf(history, period);
  if (!counts) {
    return <Typography variant="body2">{whyNone(t, recording)}</Typography>;
  }
  const all = Object.values(transitionCounts).reduce((a, b) => a + b, 0);
  const hidden = all - transitions.length;
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {counts}
      </Typography>
      {recording.state !== 'none' && recording.state !== 'whole' && (
        <Typography variant="caption" color="textSecondary" component="p">
          {describeRecording(t, recording)}
        </Typography>
      )}
      <FoldedList
        items={byAttention(transitions)}
        limit={SHOWN_AT_ONCE}
        keyOf={({ at, kind, entityRef, rule }) =>
          [at, kind, entityRef, rule].join(' ')
        }
      >
        {transition => <Line transition={transition} />}
      </FoldedList>
      {hidden > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('history.hidden', { number: String(hidden) })}
        </Typography>
      )}
    </>
  );
}
