import Typography from '@material-ui/core/Typography';
import { useTargets } from '../../hooks/useTargets';
import { formDataOf, ownerOf, partialPlace } from '../../model/creationForm';
import { Notice } from '../layout/Notice';
import { AskedFor } from './AskedFor';
import { FieldFrame } from './FieldFrame';
import { NoTarget } from './NoTarget';
import { TargetSchema } from './schemas';
import { TargetSelects } from './TargetSelects';

/** The field for the AWS account and region of a new memory, of those in which the reader may create one for the owner. */
export function TargetPicker(props: typeof TargetSchema.TProps) {
  const { schema, formData, formContext, required, disabled, onChange } = props;
  const ownerRef = ownerOf(formDataOf(formContext));
  const asked = useTargets(ownerRef);
  return (
    <FieldFrame
      title={schema.title ?? 'Account and region'}
      description={schema.description}
      required={required}
      error={props.rawErrors.length > 0}
    >
      {ownerRef ? (
        <AskedFor
          failed="Could not ask in which accounts you may create memories"
          asked={asked}
        >
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
                <Notice severity="warning" title="Accounts may be missing">
                  An AWS organisation does not answer at present.
                </Notice>
              )}
            </>
          )}
        </AskedFor>
      ) : (
        <Typography variant="body2">Choose an owner first.</Typography>
      )}
    </FieldFrame>
  );
}
