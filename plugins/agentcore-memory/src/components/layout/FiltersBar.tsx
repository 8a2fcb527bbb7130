import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import { useTranslate } from '../../hooks/useTranslate';
import { TextSearch } from './TextSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
    // The theme's own colour of labels is too pale on the page's background.
    '& .MuiFormLabel-root:not(.Mui-focused)': {
      color: theme.palette.text.primary,
    },
  },
}));

/** A search by text where there is one, further filters, and a way to clear them all if any is set. */
export function FiltersBar<T extends { q?: string; page?: number }>({
  label,
  filters,
  search,
  clear,
  children,
}: {
  label: string;
  filters: T;
  /** Left out: there is no search by text. */
  search?: { label: string; onChange: (q: string | undefined) => void };
  clear: () => void;
  children: ReactNode;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const { page: _page, ...active } = filters;
  return (
    <div role="search" aria-label={label} className={classes.root}>
      {search && <TextSearch {...search} value={filters.q ?? ''} />}
      {children}
      {Object.values(active).some(Boolean) && (
        <Button onClick={clear}>{t('layout.clearFilters')}</Button>
      )}
    </div>
  );
}
