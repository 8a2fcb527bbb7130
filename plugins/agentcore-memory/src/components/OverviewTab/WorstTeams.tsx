import Typography from '@material-ui/core/Typography';
import { ScorecardsResponse } from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { describeUnseen } from '../../model/unseen';
import { worstTeams } from '../../model/worstTeams';
import { OptionalLink } from '../layout/OptionalLink';
import { Section } from '../layout/Section';
import { TeamList } from '../scorecard/TeamList';
import { Translate } from '../../translation';

const SHOWN = 5;

/** What to say where no row is worse than fully compliant. */
function inWords(t: Translate, { totals, scans }: ScorecardsResponse): string {
  if (totals.total === 0) return t('common.noMemoryJudged');
  return [t('overview.worstTeams.allCompliant'), describeUnseen(t, scans)]
    .filter(Boolean)
    .join(' ');
}

/** The five teams that have most to do. */
export function WorstTeams({ scorecards }: { scorecards: ScorecardsResponse }) {
  const t = useTranslate();
  const teamsLink = useTeamsLink();
  const worst = worstTeams(scorecards.items, SHOWN);
  return (
    <Section title={t('overview.worstTeams.title')}>
      {worst.length === 0 ? (
        <Typography variant="body2">{inWords(t, scorecards)}</Typography>
      ) : (
        <TeamList label={t('overview.worstTeams.label')} items={worst} />
      )}
      <Typography variant="body2" style={{ marginTop: 8 }}>
        <OptionalLink to={teamsLink}>{t('teams.allTeams')}</OptionalLink>
      </Typography>
    </Section>
  );
}
