import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent } from '../../model/labels';
import { rolledUpOf } from '../../model/teamTree';
import { ScrollingTable } from '../layout/ScrollingTable';
import { ScoreTrend } from './ScoreTrend';
import { VerdictBar } from './VerdictBar';

/** A few teams in the given order. */
export function TeamList({
  label,
  items,
  rollup = false,
}: {
  label: string;
  items: readonly ScorecardItem[];
  /** Whether the numbers of a group are those of all groups below it as well. */
  rollup?: boolean;
}) {
  const t = useTranslate();
  return (
    <ScrollingTable
      label={label}
      columns={[
        t('common.word.team'),
        t('common.word.score'),
        t('common.word.verdicts'),
      ]}
    >
      {items.map(item => {
        const scorecard = rollup ? rolledUpOf(item) : item;
        return (
          <TableRow key={item.ownerRef ?? item.bucket}>
            <TableCell
              component="th"
              scope="row"
              role="rowheader"
              style={{ minWidth: 120 }}
            >
              {item.ownerRef ? (
                <EntityRefLink
                  entityRef={item.ownerRef}
                  title={item.title}
                  hideIcon
                />
              ) : (
                item.title
              )}
            </TableCell>
            <TableCell style={{ minWidth: 180 }}>
              <ScoreTrend scorecard={scorecard} />
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {t('common.coverageOf', {
                  coverage: formatPercent(scorecard.coverage),
                })}
              </Typography>
            </TableCell>
            <TableCell style={{ minWidth: 140 }}>
              <VerdictBar scorecard={scorecard} />
            </TableCell>
          </TableRow>
        );
      })}
    </ScrollingTable>
  );
}
