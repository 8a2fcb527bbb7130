import Typography from '@material-ui/core/Typography';
import {
  KeyEntity,
  MemoryEntity,
  parseKeyArn,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { KeyName } from '../scorecard/KeyName';

/** The key of a memory by its alias; where the reader sees no such key, what kind of key it is. */
export function MemoryKey({
  memory: { encryption, keyArn },
  keyEntity,
}: {
  memory: MemoryEntity;
  keyEntity?: KeyEntity;
}) {
  const t = useTranslate();
  if (keyEntity) return <KeyName keyEntity={keyEntity} />;
  return (
    <>
      {t(`common.encryption.${encryption}`)}
      {keyArn && (
        <Typography
          variant="caption"
          color="textSecondary"
          component="div"
          noWrap
          style={{ maxWidth: 160 }}
          title={keyArn}
        >
          {parseKeyArn(keyArn)?.resource ?? keyArn}
        </Typography>
      )}
    </>
  );
}
