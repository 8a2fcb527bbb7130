import { useState, useId } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { RuleId } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../../api';
import { ruleTitle } from '../../model/labels';
import { dayAfter } from '../../model/waiverDays';
import { dayOf } from '../../model/today';
import { ReasonDialog } from './ReasonDialog';

/** A button that asks for a waiver of one rule on one memory, with a reason and the last day. */
export function RequestWaiver({
  memoryRef,
  title,
  rule,
  maxDays,
  onRequested,
}: {
  memoryRef: string;
  /** Name of the memory. */
  title: string;
  rule: RuleId;
  /** The most days that a waiver may hold. */
  maxDays: number;
  onRequested: () => void;
}) {
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
        aria-label={`Ask for a waiver: ${ruleTitle(rule)}`}
      >
        Ask for a waiver
      </Button>
      {isOpen && (
        <ReasonDialog
          title={`Waiver for ${title}`}
          action="Ask for it"
          onClose={() => setIsOpen(false)}
          onConfirm={async reason => {
            await api.requestWaiver({
              memory: memoryRef,
              rule,
              reason,
              expiresOn,
            });
            onRequested();
          }}
        >
          <Typography variant="body2" paragraph>
            {`An exception from “${ruleTitle(
              rule,
            )}”. Somebody else has to approve it. The memory is counted as before; the score with waivers stands beside.`}
          </Typography>
          <TextField
            id={`${id}-day`}
            type="date"
            label="Last day"
            value={expiresOn}
            onChange={event => setExpiresOn(event.target.value)}
            inputProps={{ min: dayOf(), max: latest }}
            helperText={`Until ${latest} at most`}
            InputLabelProps={{ shrink: true }}
            margin="normal"
            required
          />
        </ReasonDialog>
      )}
    </>
  );
}
