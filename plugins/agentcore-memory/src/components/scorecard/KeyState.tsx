import Typography from '@material-ui/core/Typography';
import { KeyEntity } from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from '../../model/describeObserved';
import { deletionDayOf, stateOf } from '../../model/keyWords';
import { StaleMark } from './StaleMark';
import { KeyStateChip } from './StatusChip';

/** The state of a key: when it will be deleted, why it is not known, and whether AWS still confirms it. */
export function KeyState({ keyEntity }: { keyEntity: KeyEntity }) {
  const day = deletionDayOf(keyEntity);
  const why = describeObserved('key', keyEntity.details, () => undefined);
  return (
    <>
      <KeyStateChip state={stateOf(keyEntity)} />
      {day && (
        <Typography variant="body2">
          <strong>Will be deleted on {day}</strong>
        </Typography>
      )}
      {why && (
        <Typography variant="caption" component="div">
          {why}
        </Typography>
      )}
      {keyEntity.staleSince && <StaleMark since={keyEntity.staleSince} />}
    </>
  );
}
