import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Finding,
  Fix,
  ruleById,
} from 'backstage-plugin-agentcore-memory-common';
import { OutcomeChip } from '../scorecard/StatusChip';
import { Unfold } from '../layout/Unfold';
import { EvidenceTable } from './EvidenceTable';
import { FixView } from './FixView';

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
  reason: { overflowWrap: 'anywhere' },
}));

/** One finding: rule, outcome and reason. The fix and the evidence unfold. */
export function FindingItem({ finding, fix }: { finding: Finding; fix?: Fix }) {
  const classes = useStyles();
  const { title, why } = ruleById(finding.rule);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h3" title={why}>
          <strong>{title}</strong>
        </Typography>
        <OutcomeChip outcome={finding.outcome} />
      </div>
      <Typography variant="body2" className={classes.reason}>
        {finding.reason}
      </Typography>
      {fix && (
        <Unfold show="How to fix" hide="Hide the fix" about={title}>
          <FixView fix={fix} title={title} />
        </Unfold>
      )}
      {finding.evidence.length > 0 && (
        <Unfold show="Evidence" hide="Hide evidence" about={title}>
          <EvidenceTable evidence={finding.evidence} />
        </Unfold>
      )}
    </li>
  );
}
