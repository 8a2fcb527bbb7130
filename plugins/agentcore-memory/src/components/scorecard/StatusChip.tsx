import { ReactElement } from 'react';
import Chip from '@material-ui/core/Chip';
import { makeStyles, Theme } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import RemoveCircleOutline from '@material-ui/icons/RemoveCircleOutline';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import {
  Outcome,
  ScanOutcome,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeState } from '../../model/keyWords';
import { useVerdictColors } from './useVerdictColors';

const useStyles = makeStyles<Theme, { color: string }>({
  chip: { margin: 0, borderColor: ({ color }) => color },
  icon: { color: ({ color }) => color },
});

const ICONS: Record<Outcome, ReactElement> = {
  pass: <CheckCircleOutline />,
  warn: <ReportProblemOutlined />,
  fail: <ErrorOutline />,
  unknown: <HelpOutline />,
  'not-applicable': <RemoveCircleOutline />,
};

/** The verdict whose colour an outcome has. */
const COLOR_OF: Record<Outcome, Verdict> = {
  pass: 'compliant',
  warn: 'at-risk',
  fail: 'non-compliant',
  unknown: 'unknown',
  'not-applicable': 'unknown',
};

const OUTCOME_OF: Record<Verdict, Outcome> = {
  compliant: 'pass',
  'at-risk': 'warn',
  'non-compliant': 'fail',
  unknown: 'unknown',
};

const LOOK_OF: Record<ScanOutcome, Outcome> = {
  complete: 'pass',
  failed: 'fail',
  refreshed: 'pass',
  unsupported: 'not-applicable',
  blocked: 'not-applicable',
};

function StatusChip({ label, outcome }: { label: string; outcome: Outcome }) {
  const classes = useStyles({ color: useVerdictColors()[COLOR_OF[outcome]] });
  return (
    <Chip
      size="small"
      variant="outlined"
      label={label}
      icon={ICONS[outcome]}
      classes={{ root: classes.chip, icon: classes.icon }}
    />
  );
}

/** What is good does not look so where it does not count, or where that is not known. */
function lookOf(outcome: Outcome, counts: boolean): Outcome {
  return outcome === 'pass' && !counts ? 'unknown' : outcome;
}

/** A verdict as icon and word. */
export function VerdictChip({
  verdict,
  counts = true,
}: {
  verdict: Verdict;
  /** Whether it rests on facts that are recent enough. */
  counts?: boolean;
}) {
  const t = useTranslate();
  return (
    <StatusChip
      label={t(`common.verdict.${verdict}`)}
      outcome={lookOf(OUTCOME_OF[verdict], counts)}
    />
  );
}

/** A finding's outcome as icon and word. */
export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const t = useTranslate();
  return (
    <StatusChip label={t(`common.outcome.${outcome}`)} outcome={outcome} />
  );
}

/** The state of a key, as AWS spells it, as icon and words. */
export function KeyStateChip({
  state,
  counts,
}: {
  state: string;
  /** Whether it rests on facts that are recent enough. */
  counts: boolean;
}) {
  const t = useTranslate();
  const { label, outcome } = describeState(t, state);
  return <StatusChip label={label} outcome={lookOf(outcome, counts)} />;
}

/** A warning as icon and words. */
export function WarningChip({ label }: { label: string }) {
  return <StatusChip label={label} outcome="warn" />;
}

/** The outcome of a scan as icon and word. */
export function ScanChip({ outcome }: { outcome: ScanOutcome }) {
  const t = useTranslate();
  return (
    <StatusChip
      label={t(`common.scanOutcome.${outcome}`)}
      outcome={LOOK_OF[outcome]}
    />
  );
}
