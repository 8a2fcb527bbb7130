import { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import { EmptyState } from '@backstage/core-components';
import { ScrollingTable } from './ScrollingTable';

/** One page of rows, or the reason why there is none. */
export function PagedTable({
  label,
  one,
  many,
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
  /** The singular of what a row is. */
  one: string;
  many: string;
  columns: readonly string[];
  rows: ReactNode[];
  /** Rows on all pages. */
  total: number;
  /** Counted from 1. */
  page?: number;
  pageSize: number;
  /** The rows are of the previous filters; those of the current ones are loading. */
  outdated: boolean;
  /** What the pages count, where not every row is counted; a single page then has no pager. Left out: rows. */
  counted?: string;
  /** Left out: the first page. */
  onPageChange: (page?: number) => void;
  /** Clears the filters. */
  clear: () => void;
}) {
  if (total === 0) {
    return (
      <EmptyState
        missing="data"
        title={`No ${one} matches these filters`}
        action={
          <Button variant="outlined" onClick={clear}>
            Clear filters
          </Button>
        }
      />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        missing="data"
        title={`No ${many} on this page`}
        description="There are fewer pages than that."
        action={
          <Button variant="outlined" onClick={() => onPageChange()}>
            Go to the first page
          </Button>
        }
      />
    );
  }
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
              [`${from}-${to} of ${count}`, counted].filter(Boolean).join(' ')
            }
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
