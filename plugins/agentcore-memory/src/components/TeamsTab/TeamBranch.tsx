import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { matchesName, TEAMS_PER_PAGE } from '../../model/teamFilters';
import { TeamTree } from '../../model/teamTree';
import { TeamRow } from './TeamRow';

/** A row of the tree, and those below it where it is unfolded. */
export function TeamBranch({
  item,
  above,
  childrenOf,
  search,
  unfolded = false,
  toggled,
  toggle,
  columns,
}: {
  item: ScorecardItem;
  /** The refs of the groups that lead to the row; none of them stands below it again. */
  above: readonly string[];
  childrenOf: TeamTree['childrenOf'];
  /** What is searched for: a row that only leads to it is unfolded. */
  search?: string;
  /** Whether the row is unfolded from the start. */
  unfolded?: boolean;
  /** The paths of the rows that the reader has unfolded, or folded where they are unfolded from the start. */
  toggled: ReadonlySet<string>;
  toggle: (path: string) => void;
  columns: number;
}) {
  const t = useTranslate();
  const [limit, setLimit] = useState(TEAMS_PER_PAGE);
  const path = item.ownerRef ? [...above, item.ownerRef] : [];
  const key = path.join(' ');
  const children = (childrenOf.get(item.ownerRef ?? '') ?? []).filter(
    ({ ownerRef }) => ownerRef && !path.includes(ownerRef),
  );
  const unfolds =
    unfolded || (search !== undefined && !matchesName(item, search));
  const open = children.length > 0 && toggled.has(key) !== unfolds;
  return (
    <>
      <TeamRow
        item={item}
        tree={{
          depth: above.length,
          open: children.length > 0 ? open : undefined,
          toggle: () => toggle(key),
        }}
      />
      {open &&
        children
          .slice(0, limit)
          .map(child => (
            <TeamBranch
              key={child.ownerRef}
              item={child}
              above={path}
              childrenOf={childrenOf}
              search={search}
              toggled={toggled}
              toggle={toggle}
              columns={columns}
            />
          ))}
      {open && children.length > limit && (
        <TableRow>
          <TableCell colSpan={columns}>
            <Button
              size="small"
              onClick={() => setLimit(limit + TEAMS_PER_PAGE)}
            >
              {t('teams.showMore', {
                team: item.title,
                number: String(children.length - limit),
              })}
            </Button>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
