import Typography from '@material-ui/core/Typography';
import { useTargets } from '../../hooks/useTargets';
import { useTranslate } from '../../hooks/useTranslate';
import { formDataOf, ownerOf, partialPlace } from '../../model/creationForm';
import { Notice } from '../layout/Notice';
import { AskedFor } from './AskedFor';
import { FieldFrame } from './FieldFrame';
import { NoTarget } from './NoTarget';
import { TargetSchema } from './schemas';
import { TargetSelects } from './TargetSelects';

/** The field for the AWS account and region of a new memory, of those in which the reader may create one for the owner. */
export function TargetPicker(props: typeof TargetSchema.TProps) {
  const t = useTranslate();
  const { schema, formData, formContext, required, disabled, onChange } = props;
  const ownerRef = ownerOf(formDataOf(formContext));
  const asked = useTargets(ownerRef);
  return (
    <FieldFrame
      title={schema.title ?? t('create.field.place')}
      description={schema.description}
      required={required}
      error={props.rawErrors.length > 0}
    >
      {ownerRef ? (
        <AskedFor failed={t('create.target.failed')} asked={asked}>
          {({ accounts, incomplete }) => (
            <>
              {accounts.length === 0 ? (
                <NoTarget ownerRef={ownerRef} />
              ) : (
                <TargetSelects
                  value={partialPlace(formData)}
                  targets={accounts}
                  disabled={disabled}
                  onChange={onChange}
                />
              )}
              {incomplete && (
                <Notice
                  severity="warning"
                  title={t('create.target.mayBeMissing')}
                >
                  {t('create.target.organisationSilent')}
                </Notice>
              )}
            </>
          )}
        </AskedFor>
      ) : (
        <Typography variant="body2">
          {t('create.target.chooseOwnerFirst')}
        </Typography>
      )}
    </FieldFrame>
  );
}
