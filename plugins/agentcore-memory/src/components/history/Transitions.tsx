import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  HistoryResponse,
  Transition,
} from 'backstage-plugin-agentcore-memory-common';
import {
  byAttention,
  describeCounts,
  describeTransition,
  TRANSITION_LABELS,
} from '../../model/transitions';
import {
  describeRecording,
  Period,
  Recording,
  recordingOf,
} from '../../model/recording';
import { FoldedList } from '../layout/FoldedList';
import { Instant } from '../layout/Instant';

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

function details(transition: Transition): string {
  const words = describeTransition(transition);
  return words && `: ${words}`;
}

/** What to say where no transition is known. */
function whyNone(recording: Recording): string {
  switch (recording.state) {
    case 'whole':
      return 'Nothing changed.';
    case 'since':
      return `Nothing changed since recording began on ${recording.day}.`;
    default:
      return describeRecording(recording)!;
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
  const { transitions, transitionCounts } = history;
  const counts = describeCounts(transitionCounts);
  const recording = recordingOf(history, period);
  if (!counts) {
    return <Typography variant="body2">{whyNone(recording)}</Typography>;
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
          {describeRecording(recording)}
        </Typography>
      )}
      <FoldedList
        items={byAttention(transitions)}
        limit={SHOWN_AT_ONCE}
        keyOf={({ at, kind, entityRef, rule }) =>
          [at, kind, entityRef, rule].join(' ')
        }
      >
        {transition => (
          <Typography variant="body2">
            <strong>{TRANSITION_LABELS[transition.kind]}</strong>{' '}
            <Name transition={transition} />
            {details(transition)}{' '}
            <Typography variant="caption" color="textSecondary">
              <Instant iso={transition.at} />
            </Typography>
          </Typography>
        )}
      </FoldedList>
      {hidden > 0 && (
        <Typography variant="caption" color="textSecondary">
          {hidden} more are older, or of memories that you may not see.
        </Typography>
      )}
    </>
  );
}
