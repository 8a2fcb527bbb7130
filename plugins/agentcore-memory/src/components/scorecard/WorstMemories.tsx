import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MemoryRow, Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { withRetirement } from '../../model/findings';
import { ruleTitle, toVerdict } from '../../model/labels';
import { Translate } from '../../translation';
import { FreshnessMark } from './FreshnessMark';
import { VerdictChip } from './StatusChip';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { padding: theme.spacing(0.5, 0) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
}));

function reasonOf(t: Translate, memory: MemoryRow): string | undefined {
  const { rule, reason, verdict, replaced } = memory;
  const why = reason ?? (rule && ruleTitle(t, rule));
  if (why) return replaced ? withRetirement(t, why) : why;
  return verdict === 'compliant' ? undefined : t('common.notAssessed');
}

/** Memories in the given order, each with its verdict and why. */
export function WorstMemories({
  memories,
  of: { counts, total },
}: {
  memories: readonly MemoryRow[];
  /** All those of which they are the worst. */
  of: Pick<Scorecard, 'counts' | 'total'>;
}) {
  const t = useTranslate();
  const classes = useStyles();
  if (memories.length === 0) {
    return (
      <Typography variant="body2">
        {counts.compliant === total
          ? t('scorecard.worst.allCompliant')
          : t('scorecard.worst.notVisible')}
      </Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {memories.map(memory => (
        <li key={memory.entityRef} className={classes.item}>
          <Typography variant="body2" component="div" className={classes.head}>
            <EntityRefLink
              entityRef={memory.entityRef}
              title={memory.title}
              hideIcon
            />
            <VerdictChip
              verdict={toVerdict(memory.verdict)}
              counts={!memory.stale}
            />
            {memory.stale && (
              <FreshnessMark freshness={{ state: 'stale' }} last="verdict" />
            )}
          </Typography>
          <Typography variant="caption" component="div">
            {reasonOf(t, memory)}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="div">
            {memory.accountId} · {memory.region}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
