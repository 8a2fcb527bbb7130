import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { OwnerScorecardResponse } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { pluralizeMemories } from '../../model/labels';
import { rolledUpOf } from '../../model/teamTree';
import { Coverage } from '../scorecard/Coverage';
import { ScoreTrend } from '../scorecard/ScoreTrend';
import { VerdictBar } from '../scorecard/VerdictBar';
import { WorstMemories } from '../scorecard/WorstMemories';

const SHOWN = 3;

/** A team's score with its trend and coverage, and what to look at first. */
export function TeamSummary({
  item,
  worstMemories,
}: Pick<OwnerScorecardResponse, 'item' | 'worstMemories'>) {
  const t = useTranslate();
  const scorecard = rolledUpOf(item);
  return (
    <Grid container spacing={2}>
      <Grid item xs={6}>
        <Typography variant="overline" component="h3">
          {t('common.word.score')}
        </Typography>
        <ScoreTrend scorecard={scorecard} />
      </Grid>
      <Grid item xs={6}>
        <Typography variant="overline" component="h3">
          {t('common.word.coverage')}
        </Typography>
        <Coverage scorecard={scorecard} />
      </Grid>
      <Grid item xs={12}>
        <Typography variant="body2">
          {item.rolledUp
            ? t('teams.card.withBelow', { count: scorecard.total })
            : pluralizeMemories(t, scorecard.total)}
        </Typography>
        <VerdictBar scorecard={scorecard} />
      </Grid>
      <Grid item xs={12}>
        <section aria-label={t('teams.card.worstMemories')}>
          <Typography variant="overline" component="h3">
            {t('teams.card.worstMemories')}
          </Typography>
          <WorstMemories
            memories={worstMemories.slice(0, SHOWN)}
            of={scorecard}
          />
        </section>
      </Grid>
    </Grid>
  );
}
