import { ReactNode } from 'react';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';

/** The title and description of a field that has several inputs. */
export function FieldFrame({
  title,
  description,
  required,
  error,
  children,
}: {
  title: string;
  description?: string;
  required?: boolean;
  error: boolean;
  children: ReactNode;
}) {
  return (
    <FormControl
      component="fieldset"
      required={required}
      error={error}
      fullWidth
    >
      <FormLabel component="legend">{title}</FormLabel>
      {description && (
        <FormHelperText error={false}>{description}</FormHelperText>
      )}
      {children}
    </FormControl>
  );
}
