import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeUnseen } from '../../model/unseen';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(0.5),
    marginBottom: theme.spacing(0.5),
  },
  icon: { color: theme.palette.status.warning },
}));

/** Says in one line why memories may be missing, as a widget has no room for more; nothing if none are. */
export function MissingLine({ scans }: { scans: ScanSummary }) {
  const t = useTranslate();
  const classes = useStyles();
  const unseen = describeUnseen(t, scans);
  return unseen ? (
    <Typography
      variant="caption"
      component="div"
      role="status"
      className={classes.root}
    >
      <ReportProblemOutlined
        fontSize="small"
        className={classes.icon}
        aria-hidden
      />
      {unseen}
    </Typography>
  ) : null;
}
