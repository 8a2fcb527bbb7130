import { ReactElement, ReactNode } from 'react';
import { makeStyles, Theme } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';

type Severity = 'info' | 'warning' | 'error';

const ICONS: Record<Severity, ReactElement> = {
  info: <InfoOutlined />,
  warning: <ReportProblemOutlined />,
  error: <ErrorOutline />,
};

const COLORS: Record<Severity, (theme: Theme) => string> = {
  info: theme => theme.palette.status.running,
  warning: theme => theme.palette.status.warning,
  error: theme => theme.palette.status.error,
};

const useStyles = makeStyles<Theme, { severity: Severity }>(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(2),
    padding: theme.spacing(1.5, 2),
    marginBottom: theme.spacing(2),
    borderLeft: ({ severity }) => `4px solid ${COLORS[severity](theme)}`,
  },
  icon: { color: ({ severity }) => COLORS[severity](theme) },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
}));

/** A message about the content below it; screen readers announce it when it appears. */
export function Notice({
  severity,
  title,
  action,
  children,
}: {
  severity: Severity;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const classes = useStyles({ severity });
  return (
    <Paper
      variant="outlined"
      className={classes.root}
      role={severity === 'error' ? 'alert' : 'status'}
    >
      <span className={classes.icon} aria-hidden>
        {ICONS[severity]}
      </span>
      <div className={classes.text}>
        <Typography variant="subtitle2" component="p">
          {title}
        </Typography>
        {children}
      </div>
      {action}
    </Paper>
  );
}
