import Grid from '@material-ui/core/Grid';
import { ScorecardsResponse } from 'backstage-plugin-agentcore-memory-common';
import { useHistory } from '../../hooks/useHistory';
import { useTranslate } from '../../hooks/useTranslate';
import { lastDays } from '../../model/recording';
import { HistoryPart } from '../history/HistoryPart';
import { VerdictsOverTime } from '../history/VerdictsOverTime';
import { Section } from '../layout/Section';
import { RuleTallies } from '../scorecard/RuleTallies';
import { Figures } from './Figures';
import { KeysAtRisk } from './KeysAtRisk';
import { ThisWeek } from './ThisWeek';
import { WorstTeams } from './WorstTeams';

/** The whole company's scorecard, from the verdict to what to do. */
export function Overview({ scorecards }: { scorecards: ScorecardsResponse }) {
  const t = useTranslate();
  const history = useHistory();
  const now = scorecards.refreshedAt;
  const period = lastDays(now);
  return (
    <Grid container spacing={3}>
      <Grid item xs={12}>
        <Figures
          scorecards={scorecards}
          history={history.value}
          period={period}
        />
      </Grid>
      <Grid item xs={12}>
        <Section title={t('history.perDay')} subheader={t('history.last90')}>
          <HistoryPart history={history}>
            {value => <VerdictsOverTime history={value} period={period} />}
          </HistoryPart>
        </Section>
      </Grid>
      <Grid item xs={12} md={5}>
        <ThisWeek now={now} quarter={history} />
      </Grid>
      <Grid item xs={12} md={7}>
        <WorstTeams scorecards={scorecards} />
      </Grid>
      <Grid item xs={12} md={6}>
        <KeysAtRisk scans={scorecards.scans} />
      </Grid>
      <Grid item xs={12} md={6}>
        <Section
          title={t('common.word.rules')}
          subheader={t('overview.rulesOrder')}
        >
          <RuleTallies
            rules={scorecards.rules}
            of={scorecards.totals}
            scans={scorecards.scans}
          />
        </Section>
      </Grid>
    </Grid>
  );
}
