import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { aboveAny, belowAny } from './teamTree';

/** Teams on one page; a company may have thousands. */
export const TEAMS_PER_PAGE = 50;

/** Which teams are shown: those of the reader with all below them, or also those beside them. */
export type TeamSelection = 'mine' | 'departments';

/** The filters of the Teams tab, as its URL holds them. */
export interface TeamFilters {
  /** Left out: all teams in one list. */
  view?: 'tree';
  /** Left out: all teams. */
  show?: TeamSelection;
  /** Text in the name. */
  q?: string;
  /** Counted from 1. */
  page?: number;
}

/** Reads filters from a query string; what is not understood is left out. */
export function searchToTeamFilters(search: string): TeamFilters {
  const params = new URLSearchParams(search);
  const filters: TeamFilters = {};
  if (params.get('view') === 'tree') filters.view = 'tree';
  const show = params.get('show');
  if (show === 'mine' || show === 'departments') filters.show = show;
  const q = params.get('q')?.trim();
  if (q) filters.q = q;
  const page = Number(params.get('page'));
  if (Number.isSafeInteger(page) && page > 1) filters.page = page;
  return filters;
}

/** The query string of filters: empty, or with its question mark. */
export function teamFiltersToSearch({
  view,
  show,
  q,
  page,
}: Partial<TeamFilters>): string {
  const params = new URLSearchParams();
  if (view) params.set('view', view);
  if (show) params.set('show', show);
  if (q) params.set('q', q);
  if (page && page > 1) params.set('page', String(page));
  const search = params.toString();
  return search && `?${search}`;
}

/** Whether the name of a row holds the text, whatever the case. */
export function matchesName({ title }: ScorecardItem, q = ''): boolean {
  return title
    .toLocaleLowerCase('en-US')
    .includes(q.toLocaleLowerCase('en-US'));
}

/** The reader's groups, and the groups right above them. */
export interface OwnGroups {
  /** Full refs of the reader and of their groups. */
  refs: readonly string[];
  /** Full refs of the groups right above those. */
  parents: readonly string[];
}

function isBelow(items: readonly ScorecardItem[], refs: Iterable<string>) {
  const below = belowAny(items, refs);
  return ({ ownerRef }: ScorecardItem) =>
    ownerRef !== undefined && below.has(ownerRef);
}

function selectOwn(
  items: readonly ScorecardItem[],
  show: TeamSelection | undefined,
  { refs, parents }: OwnGroups,
): readonly ScorecardItem[] {
  if (!show) return items;
  const start = show === 'mine' ? refs : [...refs, ...parents];
  return items.filter(isBelow(items, start));
}

/**
 * The rows that the filters leave, in the given order. In a tree a row stays that leads to one that matches, and so
 * do those below it; in a list a group stays only where it has memories of its own.
 */
export function selectTeams(
  items: readonly ScorecardItem[],
  { view, show, q }: TeamFilters,
  own: OwnGroups,
): ScorecardItem[] {
  const selected = selectOwn(items, show, own);
  const found = selected.filter(item => matchesName(item, q));
  if (view !== 'tree') {
    return found.filter(({ total, rolledUp }) => total > 0 || !rolledUp);
  }
  if (!q) return found;
  const refs = found.flatMap(({ ownerRef }) => ownerRef ?? []);
  const kept = new Set([
    ...aboveAny(selected, refs),
    ...belowAny(selected, refs),
  ]);
  return selected.filter(item =>
    item.ownerRef ? kept.has(item.ownerRef) : matchesName(item, q),
  );
}
