import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  Finding,
  Outcome,
  ruleById,
} from 'backstage-plugin-agentcore-memory-common';
import { OutcomeChip } from '../common/StatusChip';
import { EvidenceTable } from './EvidenceTable';

const NEEDS_FIX: Record<Outcome, boolean> = {
  fail: true,
  warn: true,
  unknown: false,
  pass: false,
  'not-applicable': false,
};

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 1),
  },
  fix: { marginTop: theme.spacing(1) },
}));

/** One finding: what was looked at, how it came out, why, and what to do. The evidence unfolds. */
export function FindingItem({ finding }: { finding: Finding }) {
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { title, fix } = ruleById(finding.rule);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h3">
          <strong>{title}</strong>
        </Typography>
        <OutcomeChip outcome={finding.outcome} />
      </div>
      <Typography variant="body2">{finding.reason}</Typography>
      {NEEDS_FIX[finding.outcome] && (
        <Typography variant="body2" className={classes.fix}>
          <strong>What to do:</strong> {fix}
        </Typography>
      )}
      {finding.evidence.length > 0 && (
        <>
          <Button
            size="small"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`Evidence: ${title}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide evidence' : 'Evidence'}
          </Button>
          <div id={id} hidden={!open}>
            <EvidenceTable evidence={finding.evidence} />
          </div>
        </>
      )}
    </li>
  );
}
