import Grid from '@material-ui/core/Grid';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Team } from '../../hooks/useTeam';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent, pluralizeMemories } from '../../model/labels';
import { Period } from '../../model/recording';
import { dayOf } from '../../model/today';
import { historyChange } from '../../model/trend';
import { Remediation } from '../history/Remediation';
import { Figure } from '../layout/Figure';
import { Coverage } from '../scorecard/Coverage';
import { ScoreChange } from '../scorecard/ScoreChange';
import { TrendLine } from '../scorecard/TrendLine';
import { VerdictBar } from '../scorecard/VerdictBar';
import { WithWaivers } from '../scorecard/WithWaivers';

/** The numbers of a team, the score first; beside a rolled-up one the team's own. */
export function TeamFigures({
  team: { item, all, teams },
  history,
  period,
}: {
  team: Team;
  /** Left out: not known yet. */
  history?: HistoryResponse;
  /** Of the history. */
  period: Period;
}) {
  const t = useTranslate();
  const isRolledUp = teams.length > 0 || all.total !== item.total;
  const change =
    history &&
    historyChange(t, all.score, history.days, { today: dayOf(period.now) });
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} sm={6} md={4}>
        <Figure title={t('common.word.score')} value={`${all.score}\u00a0%`}>
          <WithWaivers scorecard={all} />
          {change && <ScoreChange change={change} />}
          <TrendLine trend={all.trend} />
          <Typography variant="caption" component="div">
            {t('common.word.coverage')}
          </Typography>
          <Coverage scorecard={all} />
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={4}>
        <Paper variant="outlined" style={{ height: '100%', padding: 16 }}>
          <Typography variant="overline" component="h2">
            {pluralizeMemories(t, all.total)}
          </Typography>
          <VerdictBar scorecard={all} />
          {isRolledUp && (
            <Typography variant="body2" style={{ marginTop: 8 }}>
              {item.total === 0
                ? t('teams.tab.allBelow')
                : t('teams.tab.own', {
                    count: item.total,
                    score: formatPercent(item.score),
                    coverage: formatPercent(item.coverage),
                  })}
            </Typography>
          )}
        </Paper>
      </Grid>
      <Grid item xs={12} md={4}>
        <Remediation history={history} period={period} />
      </Grid>
    </Grid>
  );
}
