import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  KeyPolicySummary,
  Observed,
  StatementSummary,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeObserved } from '../../model/describeObserved';
import { FoldedList } from '../layout/FoldedList';
import { Translate } from '../../translation';

const SHOWN_AT_ONCE = 8;

const useStyles = makeStyles(theme => ({
  statement: { padding: theme.spacing(0.5, 0), overflowWrap: 'anywhere' },
  chip: { margin: theme.spacing(0, 1, 0, 0) },
}));

function Statement({ statement }: { statement: StatementSummary }) {
  const t = useTranslate();
  const classes = useStyles();
  const { name, effect, who, what, conditions } = statement;
  return (
    <Typography variant="body2" component="div" className={classes.statement}>
      <Chip
        size="small"
        variant="outlined"
        label={
          effect === 'Allow' ? t('keys.policy.allows') : t('keys.policy.denies')
        }
        className={classes.chip}
      />
      {conditions.length > 0
        ? t('keys.policy.statementWhere', {
            who: <strong>{who}</strong>,
            what,
            conditions: conditions.reduce((first, second) =>
              t('keys.policy.and', { first, second }),
            ),
          })
        : t('keys.policy.statement', { who: <strong>{who}</strong>, what })}
      <Typography variant="caption" color="textSecondary" component="div">
        {t('keys.policy.name', { name })}
      </Typography>
    </Typography>
  );
}

function whyUnknown(
  t: Translate,
  policy: Observed<KeyPolicySummary> | undefined,
): string {
  return policy
    ? describeObserved(t, 'key', policy, () => undefined) ??
        t('keys.policy.nothingSaid')
    : t('keys.policy.notPublished');
}

/** Who can use a key, and on what condition, in words. */
export function PolicySummary({
  policy,
}: {
  /** Left out: the portal does not publish it. */
  policy?: Observed<KeyPolicySummary>;
}) {
  const t = useTranslate();
  const summary = policy?.state === 'known' ? policy.value : undefined;
  return (
    <section aria-label={t('keys.policy.title')}>
      <Typography variant="overline" component="h3">
        {t('keys.policy.title')}
      </Typography>
      {!summary && (
        <Typography variant="body2">{whyUnknown(t, policy)}</Typography>
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
          {t('keys.policy.accounts')}
        </Typography>
      )}
    </section>
  );
}
