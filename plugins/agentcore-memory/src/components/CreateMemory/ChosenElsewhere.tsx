import FormHelperText from '@material-ui/core/FormHelperText';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../../api';
import { arnProblem } from '../../model/keyChoice';

/** What is wrong with a key that was chosen before, or by a link; nothing where it can be chosen. */
export function ChosenElsewhere({
  arn,
  keys,
  place,
}: {
  arn: string;
  keys: readonly TargetKey[];
  place: TargetPlace;
}) {
  const chosen = keys.find(key => key.arn === arn);
  const elsewhere = arnProblem(arn, place);
  if (chosen?.usable && !elsewhere) return null;
  const problem =
    elsewhere ??
    (chosen
      ? 'The chosen key can’t be used: choose another'
      : 'The chosen key is not among these: choose another, or give it by its ARN');
  return (
    <FormHelperText error role="alert">
      {problem}: {arn}
    </FormHelperText>
  );
}
