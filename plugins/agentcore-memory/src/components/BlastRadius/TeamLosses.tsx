import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { TeamLoss } from '../../model/blastRadius';
import { pluralizeMemories } from '../../model/labels';
import { FoldedList } from '../layout/FoldedList';
import { MemoryNames } from './MemoryNames';

const SHOWN_AT_ONCE = 5;

/** The teams that lose memories, each with what it loses. */
export function TeamLosses({ teams }: { teams: readonly TeamLoss[] }) {
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        Teams that lose memories
      </Typography>
      <FoldedList
        items={teams}
        limit={SHOWN_AT_ONCE}
        keyOf={({ ownerRef = '' }) => ownerRef}
      >
        {({ ownerRef, memories }) => (
          <Typography variant="body2" component="div">
            {ownerRef ? (
              <EntityRefLink
                entityRef={ownerRef}
                defaultKind="group"
                hideIcon
              />
            ) : (
              'Memories without an owner'
            )}
            {`: ${pluralizeMemories(memories.length)}`}
            <MemoryNames memories={memories} />
          </Typography>
        )}
      </FoldedList>
    </div>
  );
}
