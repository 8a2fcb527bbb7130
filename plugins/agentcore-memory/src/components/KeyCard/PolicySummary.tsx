import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  KeyPolicySummary,
  Observed,
  StatementSummary,
} from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from '../../model/describeObserved';
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

function whyUnknown(policy: Observed<KeyPolicySummary> | undefined): string {
  return policy
    ? describeObserved('key', policy, () => undefined) ??
        'AWS said nothing about it.'
    : 'Not known here: this portal does not publish what key policies say (keyPolicySummary is off in the provider).';
}

/** Who can use a key, and on what condition, in words. */
export function PolicySummary({
  policy,
}: {
  /** Left out: the portal does not publish it. */
  policy?: Observed<KeyPolicySummary>;
}) {
  const summary = policy?.state === 'known' ? policy.value : undefined;
  return (
    <section aria-label="Who can use this key">
      <Typography variant="overline" component="h3">
        Who can use this key
      </Typography>
      {!summary && (
        <Typography variant="body2">{whyUnknown(policy)}</Typography>
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
