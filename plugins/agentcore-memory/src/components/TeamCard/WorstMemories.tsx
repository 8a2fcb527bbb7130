import Typography from '@material-ui/core/Typography';
import { MemoryRow } from 'backstage-plugin-agentcore-memory-common';
import { toVerdict } from '../../model/labels';
import { MemoryList } from '../scorecard/MemoryList';

/** The worst memories that the reader may see. */
export function WorstMemories({
  memories,
  total,
}: {
  memories: readonly MemoryRow[];
  /** Memories the owner has, also those that the reader may not see. */
  total: number;
}) {
  return (
    <section aria-label="Worst memories">
      <Typography variant="overline" component="h3">
        {memories.length < total ? 'Worst memories' : 'Memories, worst first'}
      </Typography>
      {memories.length === 0 && (
        <Typography variant="body2">
          You may not see any of them in the catalog.
        </Typography>
      )}
      <MemoryList
        memories={memories.map(memory => ({
          ...memory,
          verdict: toVerdict(memory.verdict),
        }))}
      />
    </section>
  );
}
