import { ReactNode } from 'react';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { InfoCard } from '@backstage/core-components';
import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { formatInstant } from '../../model/formatInstant';
import { pluralizeMemories } from '../../model/labels';
import { Coverage } from '../scorecard/Coverage';
import { ScoreTrend } from '../scorecard/ScoreTrend';
import { VerdictBar } from '../scorecard/VerdictBar';

function Figure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Typography variant="overline" component="h3">
        {title}
      </Typography>
      {children}
    </>
  );
}

/** The scorecard of all memories together. */
export function Totals({
  totals,
  notInCatalog,
  refreshedAt,
}: {
  totals: TrendedScorecard;
  /** Memories that the coverage counts and the totals do not. */
  notInCatalog: number;
  refreshedAt: string;
}) {
  const t = useTranslate();
  return (
    <section aria-label={t('teams.allTeams')} style={{ marginBottom: 24 }}>
      <InfoCard
        title={t('teams.allTeams')}
        subheader={t('teams.counted', { instant: formatInstant(refreshedAt) })}
      >
        <Grid container spacing={3}>
          <Grid item xs={12} sm={5} md={3}>
            <Figure title={t('common.word.score')}>
              <ScoreTrend scorecard={totals} />
            </Figure>
          </Grid>
          <Grid item xs={12} sm={7} md={5}>
            <Figure title={pluralizeMemories(t, totals.total)}>
              <VerdictBar scorecard={totals} />
            </Figure>
          </Grid>
          <Grid item xs={12} md={4}>
            <Figure title={t('common.word.coverage')}>
              <Coverage scorecard={totals} notInCatalog={notInCatalog} />
            </Figure>
          </Grid>
        </Grid>
      </InfoCard>
    </section>
  );
}
