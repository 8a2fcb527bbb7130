import FormHelperText from '@material-ui/core/FormHelperText';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
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
  const t = useTranslate();
  const chosen = keys.find(key => key.arn === arn);
  const elsewhere = arnProblem(t, arn, place);
  if (chosen?.usable && !elsewhere) return null;
  const problem =
    elsewhere ??
    (chosen ? t('create.key.unusable') : t('create.key.notListed'));
  return (
    <FormHelperText error role="alert">
      {t('common.labelled', { label: problem, about: arn })}
    </FormHelperText>
  );
}
