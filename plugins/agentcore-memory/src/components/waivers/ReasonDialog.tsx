import { ReactNode, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  MAX_WAIVER_REASON,
  MIN_WAIVER_REASON,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { whyItFailed } from '../../model/whyItFailed';

/** Asks for a reason, does something with it, and says why that failed; closes itself where it did not. */
export function ReasonDialog({
  title,
  action,
  optional = false,
  children,
  onConfirm,
  onClose,
}: {
  title: string;
  /** What the button that confirms is called. */
  action: string;
  /** Whether the reason may be left empty. */
  optional?: boolean;
  /** What stands above the reason. */
  children?: ReactNode;
  onConfirm: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const t = useTranslate();
  const id = useId();
  const [reason, setReason] = useState('');
  const [state, setState] = useState<{ busy: boolean; error?: string }>({
    busy: false,
  });
  const isLongEnough =
    reason.trim().length >= (optional ? 0 : MIN_WAIVER_REASON);
  const confirm = async () => {
    if (state.busy) return;
    setState({ busy: true });
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (thrown) {
      setState({ busy: false, error: whyItFailed(thrown) });
    }
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {children}
        <TextField
          id={`${id}-reason`}
          label={
            optional ? t('waivers.reasonOptional') : t('common.word.reason')
          }
          helperText={
            optional
              ? t('waivers.onRecord')
              : t('waivers.reasonLength', {
                  number: String(MIN_WAIVER_REASON),
                })
          }
          value={reason}
          onChange={event => setReason(event.target.value)}
          inputProps={{ maxLength: MAX_WAIVER_REASON }}
          multiline
          minRows={3}
          fullWidth
          required={!optional}
        />
        {state.error && (
          <Typography variant="body2" color="error" role="alert">
            {state.error}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('waivers.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!isLongEnough}
          aria-busy={state.busy}
          onClick={confirm}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
