import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { useApi } from '@backstage/core-plugin-api';
import { Waiver } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef, WaiverAction } from '../../api';
import { ruleTitle } from '../../model/labels';
import { ReasonDialog } from '../waivers/ReasonDialog';

const LABELS: Record<WaiverAction, string> = {
  approve: 'Approve',
  reject: 'Reject',
  revoke: 'Revoke',
};

/** What the reader may do to a waiver, each after a dialog that asks for the reason. */
export function WaiverActions({
  waiver: { id, title, rule, mayDecide, mayRevoke },
  onChanged,
}: {
  waiver: Waiver;
  onChanged: () => void;
}) {
  const api = useApi(agentCoreMemoryApiRef);
  const [asked, setAsked] = useState<WaiverAction>();
  const offered: WaiverAction[] = [
    ...(mayDecide ? (['approve', 'reject'] as const) : []),
    ...(mayRevoke ? (['revoke'] as const) : []),
  ];
  const about = `${ruleTitle(rule)}, ${title}`;
  return (
    <>
      {offered.map(action => (
        <Button
          key={action}
          size="small"
          aria-label={`${LABELS[action]}: ${about}`}
          onClick={() => setAsked(action)}
        >
          {LABELS[action]}
        </Button>
      ))}
      {asked && (
        <ReasonDialog
          title={`${LABELS[asked]} the waiver of ${about}`}
          action={LABELS[asked]}
          optional={asked === 'approve'}
          onClose={() => setAsked(undefined)}
          onConfirm={async reason => {
            await api.changeWaiver(id, asked, reason || undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
}
