import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslate } from '../../hooks/useTranslate';
import { TeamLoss } from '../../model/blastRadius';
import { pluralizeMemories } from '../../model/labels';
import { FoldedList } from '../layout/FoldedList';
import { MemoryNames } from './MemoryNames';

const SHOWN_AT_ONCE = 5;

/** The teams that lose memories, each with what it loses. */
export function TeamLosses({ teams }: { teams: readonly TeamLoss[] }) {
  const t = useTranslate();
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {t('keys.blast.teams')}
      </Typography>
      <FoldedList
        items={teams}
        limit={SHOWN_AT_ONCE}
        keyOf={({ ownerRef = '' }) => ownerRef}
      >
        {({ ownerRef, memories }) => (
          <Typography variant="body2" component="div">
            {t('common.labelled', {
              label: ownerRef ? (
                <EntityRefLink
                  entityRef={ownerRef}
                  defaultKind="group"
                  hideIcon
                />
              ) : (
                t('keys.blast.unowned')
              ),
              about: pluralizeMemories(t, memories.length),
            })}
            <MemoryNames memories={memories} />
          </Typography>
        )}
      </FoldedList>
    </div>
  );
}
