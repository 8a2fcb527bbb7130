import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { ExportFormat } from '../../api';
import { useExport } from '../../hooks/useExport';
import { useTranslate } from '../../hooks/useTranslate';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';

const FORMATS: readonly ExportFormat[] = ['csv', 'json'];

/** A menu that exports the memories of the list, all pages of them; nothing for who may not export. */
export function ExportMenu({ filters }: { filters: MemoryFilters }) {
  const t = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { run, isRunning } = useExport();
  if (!run) return null;
  const query = filtersToSearch({
    ...filters,
    page: undefined,
    columns: undefined,
  }).replace(/^\?/, '');
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        // It keeps the focus while it runs.
        aria-disabled={isRunning}
        onClick={event => {
          if (!isRunning) setAnchor(event.currentTarget);
        }}
      >
        {t(isRunning ? 'memories.export.running' : 'memories.export.action')}
      </Button>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-label': t('memories.export.action') }}
      >
        {FORMATS.map(format => (
          <MenuItem
            key={format}
            onClick={() => {
              setAnchor(undefined);
              run(format, query);
            }}
          >
            {t(`memories.export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
