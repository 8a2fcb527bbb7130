import Typography from '@material-ui/core/Typography';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';

/** Why a key can't be chosen, or what to know of it, in words. */
export function KeyRemarks({
  targetKey: { usable, reasons, warnings, withheld },
}: {
  targetKey: TargetKey;
}) {
  const t = useTranslate();
  const remarks = [
    ...reasons.map(each => ({ ...each, kind: 'cannotBeChosen' as const })),
    ...warnings.map(each => ({ ...each, kind: 'warning' as const })),
  ];
  return (
    <>
      {remarks.map(({ rule, reason, kind }) => (
        <Typography
          key={`${kind} ${rule} ${reason}`}
          variant="body2"
          title={ruleTitle(t, rule)}
        >
          {t(`create.key.${kind}`, { reason })}
        </Typography>
      ))}
      {withheld && (
        <Typography variant="body2">
          {usable
            ? t('create.key.warningsWithheld')
            : t('create.key.whyWithheld')}
        </Typography>
      )}
    </>
  );
}
