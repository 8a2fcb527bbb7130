import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { useTranslate } from '../../hooks/useTranslate';
import { MemoryFilters } from '../../model/memoryFilters';

/** Whether the owner stands for all groups below it as well. */
export function RollupSwitch({
  rollup,
  change,
}: {
  rollup?: string;
  change: (changes: Partial<MemoryFilters>) => void;
}) {
  const t = useTranslate();
  return (
    <FormControlLabel
      label={t('memories.filters.withGroupsBelow')}
      style={{ marginBottom: -8 }}
      control={
        <Checkbox
          size="small"
          color="primary"
          checked={rollup === 'true'}
          onChange={(_, checked) =>
            change({ rollup: checked ? 'true' : undefined })
          }
        />
      }
    />
  );
}
