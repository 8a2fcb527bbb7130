import { ReactNode } from 'react';
import { makeStyles, Theme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslate } from '../../hooks/useTranslate';
import { Advice } from '../../model/advice';
import { VerdictChip } from '../scorecard/StatusChip';
import { useVerdictColors } from '../scorecard/useVerdictColors';

const useStyles = makeStyles<Theme, { color: string }>(theme => ({
  root: {
    borderLeft: ({ color }) => `4px solid ${color}`,
    padding: theme.spacing(0.5, 0, 0.5, 2),
    marginBottom: theme.spacing(2),
  },
  text: { marginTop: theme.spacing(0.5) },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
    '&:empty': { display: 'none' },
  },
}));

/** The verdict of a memory, why it is that, and what to do now, with the main action. */
export function VerdictSentence({
  advice: { verdict, why, todo },
  children,
}: {
  advice: Advice;
  /** The main action. */
  children: ReactNode;
}) {
  const t = useTranslate();
  const classes = useStyles({ color: useVerdictColors()[verdict] });
  return (
    <section aria-label={t('common.word.verdict')} className={classes.root}>
      <VerdictChip verdict={verdict} />
      <Typography component="p" className={classes.text}>
        {why}
      </Typography>
      {todo && (
        <Typography component="p" className={classes.text}>
          {t('memory.now', {
            now: <strong>{t('memory.nowWord')}</strong>,
            todo,
          })}
        </Typography>
      )}
      <div className={classes.actions}>{children}</div>
    </section>
  );
}
