import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ScorecardItem,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useTeamsLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent } from '../../model/labels';
import { worstTeams } from '../../model/worstTeams';
import { FoldedList } from '../layout/FoldedList';
import { OptionalLink } from '../layout/OptionalLink';
import { VerdictBar } from '../scorecard/VerdictBar';
import { Translate } from '../../translation';
import { MyScore } from './MyScore';

const SHOWN = 3;

function inWords(
  t: Translate,
  { counts, score, coverage }: ScorecardItem,
): string {
  return t('homeWidget.team', {
    score: formatPercent(score),
    failing: t('common.verdictCount.non-compliant', {
      count: counts['non-compliant'],
    }),
    coverage: formatPercent(coverage),
  });
}

/** The score of the reader's teams together, and the worst of them; what matters most first, as a widget may be low. */
export function MyTeams({
  scorecards: { totals, items },
}: {
  scorecards: ScorecardsResponse;
}) {
  const t = useTranslate();
  const teamsLink = useTeamsLink({ show: 'mine' });
  if (totals.total === 0) {
    return <Typography>{t('homeWidget.nothing')}</Typography>;
  }
  const worst = worstTeams(items, SHOWN);
  return (
    <>
      <MyScore totals={totals} />
      {worst.length > 0 && (
        <FoldedList
          items={worst}
          limit={SHOWN}
          keyOf={item => item.ownerRef ?? item.bucket}
        >
          {item => (
            <Typography variant="body2">
              {t('common.labelled', {
                label: item.ownerRef ? (
                  <EntityRefLink
                    entityRef={item.ownerRef}
                    title={item.title}
                    hideIcon
                  />
                ) : (
                  item.title
                ),
                about: inWords(t, item),
              })}
            </Typography>
          )}
        </FoldedList>
      )}
      <Typography variant="body2" gutterBottom>
        <OptionalLink to={teamsLink}>
          {t('homeWidget.all', { count: totals.total })}
        </OptionalLink>
      </Typography>
      <VerdictBar scorecard={totals} />
    </>
  );
}
