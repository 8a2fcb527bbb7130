import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslate } from '../../hooks/useTranslate';
import { Dependant } from '../../model/blastRadius';
import { FoldedList } from '../layout/FoldedList';
import { MemoryNames } from './MemoryNames';

const SHOWN_AT_ONCE = 5;

function Loses({
  dependant,
  ownerRef,
}: {
  dependant: JSX.Element;
  ownerRef?: string;
}) {
  const t = useTranslate();
  if (!ownerRef) return t('keys.blast.loses', { dependant });
  return t('keys.blast.ofOwnerLoses', {
    dependant,
    owner: <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />,
  });
}

/** The components and other entities that lose a memory, each with which. */
export function Dependants({
  dependants,
}: {
  dependants: readonly Dependant[];
}) {
  const t = useTranslate();
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {t('keys.blast.dependants')}
      </Typography>
      {dependants.length === 0 ? (
        <Typography variant="body2">{t('keys.blast.noDependants')}</Typography>
      ) : (
        <FoldedList
          items={dependants}
          limit={SHOWN_AT_ONCE}
          keyOf={({ entityRef }) => entityRef}
        >
          {({ entityRef, title, ownerRef, memories }) => (
            <Typography variant="body2" component="div">
              <Loses
                dependant={
                  <EntityRefLink entityRef={entityRef} title={title} />
                }
                ownerRef={ownerRef}
              />
              <MemoryNames memories={memories} />
            </Typography>
          )}
        </FoldedList>
      )}
    </div>
  );
}
