import Typography from '@material-ui/core/Typography';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryKeyActivityReadPermission,
  KeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { keyAlias } from '../../model/keyWords';
import { Unfold } from '../layout/Unfold';
import { KeyActivityView } from './KeyActivityView';

/** Who used a key, which AWS is asked only when it is unfolded; nothing for who may not know. */
export function WhoUsedKey({ keyEntity }: { keyEntity: KeyEntity }) {
  const t = useTranslate();
  const { allowed } = usePermission({
    permission: agentCoreMemoryKeyActivityReadPermission,
  });
  if (!allowed) return null;
  const about = keyAlias(t, keyEntity);
  return (
    <section aria-label={t('keyActivity.title')}>
      <Typography variant="overline" component="h3">
        {t('keyActivity.title')}
      </Typography>
      <Unfold
        show={t('keyActivity.show')}
        hide={t('keyActivity.hide')}
        about={about}
      >
        <KeyActivityView keyRef={keyEntity.entityRef} about={about} />
      </Unfold>
    </section>
  );
}
