import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  KeyPolicySummary,
  Observed,
  StatementSummary,
} from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from '../../model/keyRows';
import { FoldedList } from '../layout/FoldedList';

const SHOWN_AT_ONCE = 8;

const useStyles = makeStyles(theme => ({
  statement: { padding: theme.spacing(0.5, 0), overflowWrap: 'anywhere' },
  chip: { margin: theme.spacing(0, 1, 0, 0) },
}));

function Statement({ statement }: { statement: StatementSummary }) {
  const classes = useStyles();
  const { name, effect, who, what, conditions } = statement;
  return (
    <Typography variant="body2" component="div" className={classes.statement}>
      <Chip
        size="small"
        variant="outlined"
        label={effect === 'Allow' ? 'Allows' : 'Denies'}
        className={classes.chip}
      />
      <strong>{who}</strong>: {what}
      {conditions.length > 0 && `, where ${conditions.join(' and ')}`}
      <Typography variant="caption" color="textSecondary" component="div">
        Statement {name}
      </Typography>
    </Typography>
  );
}

/** Who can use a key, and on what condition, in words. */
export function PolicySummary({
  policy,
}: {
  policy: Observed<KeyPolicySummary>;
}) {
  const summary = policy.state === 'known' ? policy.value : undefined;
  return (
    <section aria-label="Who can use this key">
      <Typography variant="overline" component="h3">
        Who can use this key
      </Typography>
      {!summary && (
        <Typography variant="body2">
          {describeObserved(policy, () => undefined) ??
            'AWS said nothing about it.'}
        </Typography>
      )}
      {summary?.kind === 'not-understood' && (
        <Typography variant="body2">{summary.reason}</Typography>
      )}
      {summary?.kind === 'statements' && (
        <FoldedList
          items={summary.statements}
          limit={SHOWN_AT_ONCE}
          keyOf={({ index }) => String(index)}
        >
          {statement => <Statement statement={statement} />}
        </FoldedList>
      )}
      {summary?.kind === 'statements' && (
        <Typography variant="caption" color="textSecondary">
          An account that is allowed leaves the rest to its own IAM policies.
        </Typography>
      )}
    </section>
  );
}
