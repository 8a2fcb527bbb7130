import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { useApi } from '@backstage/core-plugin-api';
import { Waiver } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef, WaiverAction } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';
import { ReasonDialog } from '../waivers/ReasonDialog';

/** What the reader may do to a waiver, each after a dialog that asks for the reason. */
export function WaiverActions({
  waiver: { id, title, rule, mayDecide, mayRevoke },
  onChanged,
}: {
  waiver: Waiver;
  onChanged: () => void;
}) {
  const t = useTranslate();
  const api = useApi(agentCoreMemoryApiRef);
  const [asked, setAsked] = useState<WaiverAction>();
  const offered: WaiverAction[] = [
    ...(mayDecide ? (['approve', 'reject'] as const) : []),
    ...(mayRevoke ? (['revoke'] as const) : []),
  ];
  const about = t('waivers.decide.about', {
    rule: ruleTitle(t, rule),
    memory: title,
  });
  return (
    <>
      {offered.map(action => (
        <Button
          key={action}
          size="small"
          aria-label={t('common.labelled', {
            label: t(`waivers.action.${action}`),
            about,
          })}
          onClick={() => setAsked(action)}
        >
          {t(`waivers.action.${action}`)}
        </Button>
      ))}
      {asked && (
        <ReasonDialog
          title={t(`waivers.decide.${asked}`, { about })}
          action={t(`waivers.action.${asked}`)}
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
