import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';

/** Says that there is nowhere to create a memory, and whom to ask. */
export function NoTarget({ ownerRef }: { ownerRef: string }) {
  const t = useTranslate();
  return (
    <Notice severity="warning" title={t('create.target.none')}>
      {t('create.target.noneTodo', {
        owner: <EntityRefLink entityRef={ownerRef} />,
      })}
    </Notice>
  );
}
