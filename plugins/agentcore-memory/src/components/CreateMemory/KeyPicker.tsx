import { useState } from 'react';
import FormHelperText from '@material-ui/core/FormHelperText';
import { useTranslate } from '../../hooks/useTranslate';
import {
  formDataOf,
  keyOf,
  ownerOf,
  placeOf,
  textOf,
} from '../../model/creationForm';
import { defaultAlias, KeySource, sourceOf } from '../../model/keyChoice';
import { FieldFrame } from './FieldFrame';
import { KeyByArn } from './KeyByArn';
import { KeySources } from './KeySources';
import { ListedKeys } from './ListedKeys';
import { NewKey } from './NewKey';
import { KeySchema } from './schemas';

/** The field for the key of a new memory: a new key, one of the account, or one by its ARN. */
export function KeyPicker(props: typeof KeySchema.TProps) {
  const t = useTranslate();
  const { schema, formData, formContext, required, disabled, onChange } = props;
  const form = formDataOf(formContext);
  const place = placeOf(form);
  const { encryptionKeyArn, newKeyAlias } = keyOf(formData);
  const [source, setSource] = useState<KeySource>(() =>
    sourceOf({ encryptionKeyArn, newKeyAlias }, place),
  );
  const change = (next: KeySource) => {
    setSource(next);
    // The new key gives itself a name.
    onChange({});
  };
  const chooseArn = (arn: string) => onChange({ encryptionKeyArn: arn });
  const isTwo = encryptionKeyArn !== undefined && newKeyAlias !== undefined;
  return (
    <FieldFrame
      title={schema.title ?? t('common.word.key')}
      description={schema.description}
      required={required}
      error={props.rawErrors.length > 0}
    >
      <KeySources source={source} disabled={disabled} onChange={change}>
        {source === 'new' && (
          <NewKey
            alias={formData?.newKeyAlias}
            suggestion={defaultAlias(textOf(form.name))}
            disabled={disabled}
            onChange={alias => onChange({ newKeyAlias: alias })}
          />
        )}
        {source === 'listed' && (
          <ListedKeys
            place={place}
            ownerRef={ownerOf(form)}
            chosen={encryptionKeyArn}
            disabled={disabled}
            onChange={chooseArn}
          />
        )}
        {source === 'arn' && (
          <KeyByArn
            arn={encryptionKeyArn}
            place={place}
            disabled={disabled}
            onChange={chooseArn}
          />
        )}
        {isTwo && (
          <FormHelperText error>{t('create.key.twoGiven')}</FormHelperText>
        )}
      </KeySources>
    </FieldFrame>
  );
}
