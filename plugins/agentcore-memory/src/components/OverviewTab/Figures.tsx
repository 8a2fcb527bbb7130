import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import {
  HistoryResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink, useTeamsLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { formatCount, formatPercent } from '../../model/labels';
import { notCoveredOf } from '../../model/notCovered';
import { Period } from '../../model/recording';
import { dayOf } from '../../model/today';
import { historyChange } from '../../model/trend';
import { Figure } from '../layout/Figure';
import { Coverage } from '../scorecard/Coverage';
import { ScoreChange } from '../scorecard/ScoreChange';
import { WithWaivers } from '../scorecard/WithWaivers';
import { CHANGES_ID } from './ThisWeek';
import { Remediation } from '../history/Remediation';

/** The four numbers that say whether all is well; each leads to the list behind it, if there is one. */
export function Figures({
  scorecards: { totals, scans },
  history,
  period,
}: {
  scorecards: ScorecardsResponse;
  /** Left out: not known yet. */
  history?: HistoryResponse;
  /** Of the history. */
  period: Period;
}) {
  const t = useTranslate();
  const memoriesLink = useMemoriesLink();
  const teamsLink = useTeamsLink();
  const notCovered = notCoveredOf(t, totals, scans.notInCatalog);
  const change =
    history &&
    historyChange(t, totals.score, history.days, { today: dayOf(period.now) });
  return (
    <Grid container spacing={2}>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title={t('common.word.score')}
          value={formatPercent(totals.score)}
          to={teamsLink}
        >
          <WithWaivers scorecard={totals} />
          {change && <ScoreChange change={change} />}
          {totals.total === 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              {t('overview.noneJudged')}
            </Typography>
          )}
          {history && !change && totals.total > 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              {t('overview.noEarlierDay')}
            </Typography>
          )}
          <Typography variant="caption" component="div">
            {t('common.word.coverage')}
          </Typography>
          <Coverage scorecard={totals} notInCatalog={scans.notInCatalog} />
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title={t('common.verdict.non-compliant')}
          value={
            totals.total === 0
              ? '–'
              : formatCount(totals.counts['non-compliant'])
          }
          to={
            totals.counts['non-compliant'] > 0
              ? memoriesLink({ verdict: 'non-compliant' })
              : undefined
          }
        >
          <Typography variant="caption" color="textSecondary" component="div">
            {totals.total === 0
              ? t('overview.noneJudged')
              : t('overview.ofMemories', { count: totals.total })}
          </Typography>
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Figure
          title={t('overview.notCovered')}
          value={formatCount(notCovered.count)}
          to={notCovered.filters && memoriesLink(notCovered.filters)}
        >
          <Typography variant="caption" color="textSecondary" component="div">
            {t('overview.notCoveredOf', { count: notCovered.known })}
          </Typography>
          {notCovered.parts && (
            <Typography variant="caption" color="textSecondary" component="div">
              {notCovered.parts}
            </Typography>
          )}
        </Figure>
      </Grid>
      <Grid item xs={12} sm={6} md={3}>
        <Remediation history={history} period={period} to={`#${CHANGES_ID}`} />
      </Grid>
    </Grid>
  );
}
