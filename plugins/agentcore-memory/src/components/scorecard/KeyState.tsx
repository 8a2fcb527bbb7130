import Typography from '@material-ui/core/Typography';
import { KeyEntity } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeObserved } from '../../model/describeObserved';
import { Freshness, isCounted } from '../../model/freshness';
import { deletionDayOf, stateOf } from '../../model/keyWords';
import { FreshnessMark } from './FreshnessMark';
import { KeyStateChip } from './StatusChip';

/** The state of a key: when it will be deleted, why it is not known, and whether AWS still confirms it. */
export function KeyState({
  keyEntity,
  freshness,
}: {
  keyEntity: KeyEntity;
  freshness: Freshness;
}) {
  const t = useTranslate();
  const day = deletionDayOf(keyEntity);
  const why = describeObserved(t, 'key', keyEntity.details, () => undefined);
  return (
    <>
      <KeyStateChip state={stateOf(keyEntity)} counts={isCounted(freshness)} />
      {day && (
        <Typography variant="body2" noWrap>
          <strong>{t('keys.deletedOn', { day })}</strong>
        </Typography>
      )}
      {why && (
        <Typography variant="caption" component="div">
          {why}
        </Typography>
      )}
      <FreshnessMark freshness={freshness} last="state" />
    </>
  );
}
