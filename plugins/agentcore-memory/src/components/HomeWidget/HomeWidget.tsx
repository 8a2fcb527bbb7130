import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import { Progress } from '@backstage/core-components';
import { useMyScorecards } from '../../hooks/useMyScorecards';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { MissingLine } from './MissingLine';
import { MyTeams } from './MyTeams';

const useStyles = makeStyles({
  // The home page gives a widget a fixed height.
  root: { height: '100%', overflow: 'auto' },
});

/** The reader's teams on the home page, which draws the frame and the title. */
export function HomeWidget() {
  const t = useTranslate();
  const classes = useStyles();
  const { value, error, retry } = useMyScorecards();
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('homeWidget.loadFailed')}
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  return (
    <Box
      className={classes.root}
      // A box that scrolls must be reachable by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('homeWidget.label')}
    >
      <RefreshFailed error={error} retry={retry} />
      <MissingLine scans={value.scans} />
      <MyTeams scorecards={value} />
    </Box>
  );
}
