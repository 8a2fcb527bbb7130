import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import CheckBox from '@material-ui/icons/CheckBox';
import CheckBoxOutlineBlank from '@material-ui/icons/CheckBoxOutlineBlank';
import { useTranslate } from '../../hooks/useTranslate';
import {
  ALL_COLUMNS,
  MemoryColumn,
  toggleColumn,
} from '../../model/memoryColumns';

const useStyles = makeStyles(theme => ({
  icon: { marginRight: theme.spacing(1) },
}));

/** A menu in which the reader chooses the columns; the name always shows. */
export function ColumnChoice({
  columns,
  onChange,
}: {
  columns: readonly MemoryColumn[];
  /** Called with what the URL says. */
  onChange: (columns: string | undefined) => void;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('memories.columns')}
      </Button>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-label': t('memories.columns'), dense: true }}
      >
        {ALL_COLUMNS.map(column => (
          <MenuItem
            key={column}
            role="menuitemcheckbox"
            aria-checked={columns.includes(column)}
            onClick={() => onChange(toggleColumn(columns, column))}
          >
            {columns.includes(column) ? (
              <CheckBox color="primary" className={classes.icon} />
            ) : (
              <CheckBoxOutlineBlank className={classes.icon} />
            )}
            {t(`common.word.${column}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
