import { useMemo, useState } from 'react';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { TeamFilters, TEAMS_PER_PAGE } from '../../model/teamFilters';
import { toTeamTree } from '../../model/teamTree';
import { PagedTable } from '../layout/PagedTable';
import { TeamBranch } from './TeamBranch';
import { TeamRow } from './TeamRow';

function keyOf({ ownerRef, bucket }: ScorecardItem): string {
  return ownerRef ?? bucket;
}

/** One page of teams: of a list, or of the tops of a tree with what is unfolded below them. */
export function TeamsTable({
  items,
  filters: { view, q, page = 1 },
  change,
  clear,
}: {
  items: readonly ScorecardItem[];
  filters: TeamFilters;
  change: (changes: Partial<TeamFilters>) => void;
  clear: () => void;
}) {
  const t = useTranslate();
  const tree = useMemo(
    () => (view === 'tree' ? toTeamTree(items) : undefined),
    [items, view],
  );
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) =>
    setToggled(current => {
      const next = new Set(current);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const rows = tree?.roots ?? items;
  // A company with one group above all others would be a single row.
  const hasOneTop = rows.filter(({ ownerRef }) => ownerRef).length === 1;
  const shown = rows.slice((page - 1) * TEAMS_PER_PAGE, page * TEAMS_PER_PAGE);
  const columns = [
    t('common.word.team'),
    t('common.word.score'),
    t('common.word.coverage'),
    t('common.word.verdicts'),
    t('teams.oldestFailure'),
    t('common.word.memories'),
  ];
  return (
    <PagedTable
      label={t('teams.worstFirst')}
      noMatch={t('teams.noMatch')}
      noneOnPage={t('teams.noneOnPage')}
      columns={columns}
      total={rows.length}
      page={page}
      pageSize={TEAMS_PER_PAGE}
      outdated={false}
      counted={tree && (range => t('teams.rowsAtTop', range))}
      onPageChange={next => change({ page: next })}
      clear={clear}
      rows={shown.map(item =>
        tree ? (
          <TeamBranch
            key={keyOf(item)}
            item={item}
            above={[]}
            childrenOf={tree.childrenOf}
            search={q}
            unfolded={hasOneTop}
            toggled={toggled}
            toggle={toggle}
            columns={columns.length}
          />
        ) : (
          <TeamRow key={keyOf(item)} item={item} />
        ),
      )}
    />
  );
}
