import { useState, useId } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import {
  RuleId,
  WaiverRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';
import { dayAfter } from '../../model/waiverDays';
import { dayOf } from '../../model/today';
import { ReasonDialog } from './ReasonDialog';

/** A button that asks for a waiver of one rule, with a reason and the last day. */
export function RequestWaiver({
  target,
  title,
  rule,
  maxDays,
  onRequested,
}: {
  /** Full ref of one memory, or of whose memories are all meant. */
  target: Pick<WaiverRequest, 'memory' | 'owner'>;
  /** What to call that. */
  title: string;
  rule: RuleId;
  /** The most days that a waiver may hold. */
  maxDays: number;
  onRequested: () => void;
}) {
  const t = useTranslate();
  const api = useApi(agentCoreMemoryApiRef);
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [expiresOn, setExpiresOn] = useState(() =>
    dayAfter(dayOf(), Math.min(30, maxDays)),
  );
  const latest = dayAfter(dayOf(), maxDays);
  return (
    <>
      <Button
        size="small"
        onClick={() => setIsOpen(true)}
        aria-label={t('common.labelled', {
          label: t('waivers.ask'),
          about: ruleTitle(t, rule),
        })}
      >
        {t('waivers.ask')}
      </Button>
      {isOpen && (
        <ReasonDialog
          title={t('waivers.askTitle', { memory: title })}
          action={t('waivers.askAction')}
          onClose={() => setIsOpen(false)}
          onConfirm={async reason => {
            await api.requestWaiver({
              ...target,
              rule,
              reason,
              expiresOn,
            });
            onRequested();
          }}
        >
          <Typography variant="body2" paragraph>
            {t('waivers.askAbout', { rule: ruleTitle(t, rule) })}
          </Typography>
          <TextField
            id={`${id}-day`}
            type="date"
            label={t('waivers.lastDay')}
            value={expiresOn}
            onChange={event => setExpiresOn(event.target.value)}
            inputProps={{ min: dayOf(), max: latest }}
            helperText={t('waivers.untilAtMost', { day: latest })}
            InputLabelProps={{ shrink: true }}
            margin="normal"
            required
          />
        </ReasonDialog>
      )}
    </>
  );
}
