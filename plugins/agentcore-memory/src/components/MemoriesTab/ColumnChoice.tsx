import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import {
  ALL_COLUMNS,
  MEMORY_COLUMNS,
  MemoryColumn,
  toggleColumn,
} from '../../model/memoryColumns';

/** A menu in which the reader chooses the columns; the name always shows. */
export function ColumnChoice({
  columns,
  onChange,
}: {
  columns: readonly MemoryColumn[];
  /** Called with what the URL says. */
  onChange: (columns: string | undefined) => void;
}) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Columns
      </Button>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-label': 'Columns', dense: true }}
      >
        {ALL_COLUMNS.map(column => (
          <MenuItem
            key={column}
            role="menuitemcheckbox"
            aria-checked={columns.includes(column)}
            onClick={() => onChange(toggleColumn(columns, column))}
          >
            <Checkbox
              size="small"
              edge="start"
              color="primary"
              checked={columns.includes(column)}
              tabIndex={-1}
              disableRipple
              inputProps={{ 'aria-hidden': true }}
            />
            {MEMORY_COLUMNS[column]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
