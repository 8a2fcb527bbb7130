import { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import { EmptyState } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';
import { ScrollingTable } from './ScrollingTable';

/** One page of rows, or the reason why there is none. */
export function PagedTable({
  label,
  noMatch,
  noneOnPage,
  columns,
  rows,
  total,
  page = 1,
  pageSize,
  outdated,
  counted,
  onPageChange,
  clear,
}: {
  label: string;
  /** What to say where no row matches the filters. */
  noMatch: string;
  /** What to say where the page has no row, but others have. */
  noneOnPage: string;
  columns: readonly string[];
  rows: ReactNode[];
  /** Rows on all pages. */
  total: number;
  /** Counted from 1. */
  page?: number;
  pageSize: number;
  /** The rows are of the previous filters; those of the current ones are loading. */
  outdated: boolean;
  /** Says which rows a page has, where not every row is counted; a single page then has no pager. Left out: all are. */
  counted?: (rows: { from: string; to: string; count: number }) => string;
  /** Left out: the first page. */
  onPageChange: (page?: number) => void;
  /** Clears the filters. */
  clear: () => void;
}) {
  const t = useTranslate();
  if (total === 0) {
    return (
      <EmptyState
        missing="data"
        title={noMatch}
        action={
          <Button variant="outlined" onClick={clear}>
            {t('layout.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        missing="data"
        title={noneOnPage}
        description={t('layout.fewerPages')}
        action={
          <Button variant="outlined" onClick={() => onPageChange()}>
            {t('layout.firstPage')}
          </Button>
        }
      />
    );
  }
  const rowsOf = counted ?? (range => t('layout.rows', range));
  const lastPage = Math.ceil(total / pageSize);
  return (
    <ScrollingTable
      label={label}
      columns={columns}
      outdated={outdated}
      footer={
        (!counted || lastPage > 1) && (
          <TablePagination
            component="div"
            labelDisplayedRows={({ from, to, count }) =>
              rowsOf({ from: String(from), to: String(to), count })
            }
            backIconButtonText={t('layout.previousPage')}
            nextIconButtonText={t('layout.nextPage')}
            count={total}
            page={Math.min(page, lastPage) - 1}
            rowsPerPage={pageSize}
            rowsPerPageOptions={[pageSize]}
            onPageChange={(_, next) => onPageChange(next + 1)}
          />
        )
      }
    >
      {rows}
    </ScrollingTable>
  );
}
