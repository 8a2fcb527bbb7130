import Typography from '@material-ui/core/Typography';
import { TargetPlace } from '../../api';
import { useTargetKeys } from '../../hooks/useTargets';
import { useTranslate } from '../../hooks/useTranslate';
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
  const t = useTranslate();
  const asked = useTargetKeys(place, ownerRef);
  if (!place || !ownerRef) {
    return (
      <Typography variant="body2">{t('create.key.placeFirst')}</Typography>
    );
  }
  return (
    <AskedFor failed={t('create.key.listFailed')} asked={asked}>
      {({ keys, more, incomplete }) => (
        <>
          {chosen && <ChosenElsewhere arn={chosen} keys={keys} place={place} />}
          {keys.length === 0 ? (
            <Typography variant="body2">
              {incomplete || more > 0
                ? t('create.key.noneKnown')
                : t('create.key.none')}
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
              {t('create.key.more', { count: more })}
            </Typography>
          )}
          {incomplete && (
            <Notice severity="warning" title={t('create.key.mayBeMissing')}>
              {incomplete}
            </Notice>
          )}
        </>
      )}
    </AskedFor>
  );
}
