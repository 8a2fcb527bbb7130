import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Waiver } from 'backstage-plugin-agentcore-memory-common';
import { WAIVER_LABELS } from '../../model/labels';
import { describeDaysLeft } from '../../model/waiverDays';
import { dayOf } from '../../model/today';

/** A waiver that is pending or holds, in one line beside what it is about. */
export function WaiverLine({ waiver }: { waiver: Waiver }) {
  const { state, kind, ownerRef, expiresOn, requestedBy, decision } = waiver;
  const who = state === 'approved' && decision ? decision.by : requestedBy;
  return (
    <Typography variant="body2" component="p">
      <strong>
        {state === 'approved' ? 'Waived' : `Waiver ${WAIVER_LABELS[state]}`}
      </strong>
      {` until ${expiresOn} (${describeDaysLeft(expiresOn, dayOf())}), ${
        state === 'approved' ? 'approved' : 'asked for'
      } by `}
      <EntityRefLink entityRef={who} defaultKind="user" hideIcon />
      {kind === 'owner' && (
        <>
          {', for all memories of '}
          <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />
        </>
      )}
      {`: ${waiver.reason}`}
    </Typography>
  );
}
