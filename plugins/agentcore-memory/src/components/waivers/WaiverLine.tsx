import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Waiver } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeDaysLeft } from '../../model/waiverDays';
import { dayOf } from '../../model/today';

/** A waiver that is pending or holds, in one line beside what it is about. */
export function WaiverLine({ waiver }: { waiver: Waiver }) {
  const t = useTranslate();
  const { state, kind, ownerRef, expiresOn, requestedBy, decision } = waiver;
  const who = state === 'approved' && decision ? decision.by : requestedBy;
  const isApproved = state === 'approved';
  const ofOwner = kind === 'owner' ? 'ForOwner' : '';
  return (
    <Typography variant="body2" component="p">
      {t(`waivers.line.${isApproved ? 'approved' : 'asked'}${ofOwner}`, {
        waived: (
          <strong>
            {isApproved ? t('waivers.line.waived') : t('waivers.line.pending')}
          </strong>
        ),
        day: expiresOn,
        daysLeft: describeDaysLeft(t, expiresOn, dayOf()),
        who: <EntityRefLink entityRef={who} defaultKind="user" hideIcon />,
        owner: (
          <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />
        ),
        reason: waiver.reason,
      })}
    </Typography>
  );
}
