import { tidyStrategies } from '../../model/newStrategies';
import { StrategiesSchema } from './schemas';

/**
 * The field for the strategies of a new memory: the form's own list. What was filled in while a strategy was of another
 * type is dropped, since a form keeps it and AWS would refuse it.
 */
export function Strategies(props: typeof StrategiesSchema.TProps) {
  const { formData, onChange, registry } = props;
  const List = registry.fields.ArrayField;
  const change: typeof onChange = (strategies = [], ...rest) =>
    onChange(tidyStrategies(strategies, formData ?? []), ...rest);
  return <List {...props} onChange={change} />;
}
