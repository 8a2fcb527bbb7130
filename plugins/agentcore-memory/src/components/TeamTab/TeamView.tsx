import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { useHistory } from '../../hooks/useHistory';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { Team } from '../../hooks/useTeam';
import { useTranslate } from '../../hooks/useTranslate';
import { memoriesOf } from '../../model/ownerMemories';
import { lastDays } from '../../model/recording';
import { HistoryPart } from '../history/HistoryPart';
import { Transitions } from '../history/Transitions';
import { VerdictsOverTime } from '../history/VerdictsOverTime';
import { OptionalLink } from '../layout/OptionalLink';
import { Section } from '../layout/Section';
import { RuleTallies } from '../scorecard/RuleTallies';
import { TeamList } from '../scorecard/TeamList';
import { WorstMemories } from '../scorecard/WorstMemories';
import { TeamFigures } from './TeamFigures';
import { TeamWaivers } from './TeamWaivers';

/** A team's page: is it good, what to fix first, is it getting better. */
export function TeamView({ team, ownerRef }: { team: Team; ownerRef: string }) {
  const t = useTranslate();
  const history = useHistory({ owner: ownerRef, rollup: true });
  const memories = memoriesOf(team.item, { rollup: true });
  const memoriesLink = useMemoriesLink();
  const period = lastDays(team.refreshedAt);
  return (
    <Grid container spacing={3}>
      <Grid item xs={12}>
        <TeamFigures team={team} history={history.value} period={period} />
      </Grid>
      <Grid item xs={12} md={6}>
        <Section title={t('teams.tab.fixFirst')}>
          <WorstMemories memories={team.worstMemories} of={team.all} />
          <Typography variant="body2">
            <OptionalLink to={memories && memoriesLink(memories)}>
              {t('common.allMemories', { count: team.all.total })}
            </OptionalLink>
          </Typography>
        </Section>
      </Grid>
      <Grid item xs={12} md={6}>
        <Section
          title={t('common.word.rules')}
          subheader={t('teams.tab.rulesOrder')}
        >
          <RuleTallies
            rules={team.rules}
            of={team.all}
            scans={team.scans}
            filters={memories}
          />
        </Section>
        <div style={{ marginTop: 24 }}>
          <TeamWaivers ownerRef={ownerRef} title={team.item.title} />
        </div>
      </Grid>
      <Grid item xs={12}>
        <Section title={t('history.perDay')} subheader={t('history.last90')}>
          <HistoryPart history={history}>
            {value => <VerdictsOverTime history={value} period={period} />}
          </HistoryPart>
        </Section>
      </Grid>
      {team.teams.length > 0 && (
        <Grid item xs={12} md={7}>
          <Section title={t('common.word.teams')}>
            <TeamList label={t('teams.worstFirst')} items={team.teams} rollup />
          </Section>
        </Grid>
      )}
      <Grid item xs={12} md={team.teams.length > 0 ? 5 : 12}>
        <Section title={t('teams.tab.changed')}>
          <HistoryPart history={history}>
            {value => <Transitions history={value} period={period} />}
          </HistoryPart>
        </Section>
      </Grid>
    </Grid>
  );
}
