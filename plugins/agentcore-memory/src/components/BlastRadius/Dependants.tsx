import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Dependant } from '../../model/blastRadius';
import { FoldedList } from '../layout/FoldedList';
import { MemoryNames } from './MemoryNames';

const SHOWN_AT_ONCE = 5;

/** The components and other entities that lose a memory, each with which. */
export function Dependants({
  dependants,
}: {
  dependants: readonly Dependant[];
}) {
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        What depends on these memories
      </Typography>
      {dependants.length === 0 ? (
        <Typography variant="body2">
          Nothing that you may see says that it depends on them.
        </Typography>
      ) : (
        <FoldedList
          items={dependants}
          limit={SHOWN_AT_ONCE}
          keyOf={({ entityRef }) => entityRef}
        >
          {({ entityRef, title, ownerRef, memories }) => (
            <Typography variant="body2" component="div">
              <EntityRefLink entityRef={entityRef} title={title} />
              {ownerRef && (
                <>
                  {' of '}
                  <EntityRefLink
                    entityRef={ownerRef}
                    defaultKind="group"
                    hideIcon
                  />
                </>
              )}
              {' loses'}
              <MemoryNames memories={memories} />
            </Typography>
          )}
        </FoldedList>
      )}
    </div>
  );
}
