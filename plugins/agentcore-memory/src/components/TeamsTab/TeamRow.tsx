import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { pluralizeMemories } from '../../model/labels';
import { memoriesOf } from '../../model/ownerMemories';
import { rolledUpOf } from '../../model/teamTree';
import { OptionalLink } from '../layout/OptionalLink';
import { Coverage } from '../scorecard/Coverage';
import { OldestFailure } from '../scorecard/OldestFailure';
import { ScoreTrend } from '../scorecard/ScoreTrend';
import { VerdictBar } from '../scorecard/VerdictBar';
import { TeamName, TreePlace } from './TeamName';

const useStyles = makeStyles({
  name: { minWidth: 180 },
  score: { minWidth: 180 },
  verdicts: { minWidth: 160 },
  coverage: { minWidth: 160 },
  age: { minWidth: 110 },
  memories: { whiteSpace: 'nowrap' },
});

/** One row of the Teams tab. In a tree the numbers of a group are those of all groups below it as well. */
export function TeamRow({
  item,
  tree,
}: {
  item: ScorecardItem;
  /** Left out: a row of a list. */
  tree?: TreePlace;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const memoriesLink = useMemoriesLink();
  const scorecard = tree ? rolledUpOf(item) : item;
  const memories = memoriesOf(item, { rollup: tree !== undefined });
  return (
    <TableRow>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.name}
      >
        <TeamName item={item} tree={tree} />
      </TableCell>
      <TableCell className={classes.score}>
        <ScoreTrend scorecard={scorecard} />
      </TableCell>
      <TableCell className={classes.coverage}>
        <Coverage scorecard={scorecard} />
      </TableCell>
      <TableCell className={classes.verdicts}>
        <VerdictBar scorecard={scorecard} />
      </TableCell>
      <TableCell className={classes.age}>
        <OldestFailure scorecard={scorecard} />
      </TableCell>
      <TableCell className={classes.memories}>
        <OptionalLink to={memories && memoriesLink(memories)}>
          {pluralizeMemories(t, scorecard.total)}
        </OptionalLink>
      </TableCell>
    </TableRow>
  );
}
