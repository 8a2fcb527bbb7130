import Typography from '@material-ui/core/Typography';
import { TargetKey } from 'backstage-plugin-agentcore-memory-common';
import { ruleTitle } from '../../model/labels';

/** Why a key can't be chosen, or what to know of it, in words. */
export function KeyRemarks({
  targetKey: { usable, reasons, warnings, withheld },
}: {
  targetKey: TargetKey;
}) {
  const remarks = [
    ...reasons.map(each => ({ ...each, kind: 'Can’t be chosen' })),
    ...warnings.map(each => ({ ...each, kind: 'Warning' })),
  ];
  return (
    <>
      {remarks.map(({ rule, reason, kind }) => (
        <Typography
          key={`${kind} ${rule} ${reason}`}
          variant="body2"
          title={ruleTitle(rule)}
        >
          {kind}: {reason}
        </Typography>
      ))}
      {withheld && (
        <Typography variant="body2">
          {usable
            ? 'Warnings are not shown to you'
            : 'Can’t be chosen. Why is not shown to you'}
        </Typography>
      )}
    </>
  );
}
