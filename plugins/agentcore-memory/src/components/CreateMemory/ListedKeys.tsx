import Typography from '@material-ui/core/Typography';
import { TargetPlace } from '../../api';
import { useTargetKeys } from '../../hooks/useTargets';
import { Notice } from '../layout/Notice';
import { AskedFor } from './AskedFor';
import { ChosenElsewhere } from './ChosenElsewhere';
import { KeyList } from './KeyList';

/** The keys of the account and region that the memory is created in. */
export function ListedKeys({
  place,
  ownerRef,
  chosen,
  disabled,
  onChange,
}: {
  place?: TargetPlace;
  ownerRef?: string;
  /** ARN of the chosen key. */
  chosen?: string;
  disabled: boolean;
  onChange: (arn: string) => void;
}) {
  const asked = useTargetKeys(place, ownerRef);
  if (!place || !ownerRef) {
    return (
      <Typography variant="body2">Choose account and region first.</Typography>
    );
  }
  return (
    <AskedFor failed="Could not list the keys" asked={asked}>
      {({ keys, more, incomplete }) => (
        <>
          {chosen && <ChosenElsewhere arn={chosen} keys={keys} place={place} />}
          {keys.length === 0 ? (
            <Typography variant="body2">
              {incomplete || more > 0
                ? 'No key of this account and region is known.'
                : 'This account has no customer-managed key in this region: create one.'}
            </Typography>
          ) : (
            <KeyList
              keys={keys}
              chosen={chosen}
              disabled={disabled}
              onChange={onChange}
            />
          )}
          {more > 0 && (
            <Typography variant="body2">
              {more === 1 ? '1 further key is' : `${more} further keys are`} not
              shown. Give such a key by its ARN.
            </Typography>
          )}
          {incomplete && (
            <Notice severity="warning" title="Keys may be missing">
              {incomplete}
            </Notice>
          )}
        </>
      )}
    </AskedFor>
  );
}
