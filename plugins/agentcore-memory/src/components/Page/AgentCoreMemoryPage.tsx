import { Navigate, useParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';
import {
  COVERAGE_PATH,
  KEYS_PATH,
  MEMORIES_PATH,
  OVERVIEW_PATH,
  TEAMS_PATH,
  WAIVERS_PATH,
} from '../../routes';
import { CoverageTab } from '../CoverageTab';
import { KeysTab } from '../KeysTab';
import { MemoriesTab } from '../MemoriesTab';
import { OverviewTab } from '../OverviewTab';
import { ScanNowButton } from '../ScanNow';
import { TeamsTab } from '../TeamsTab';
import { WaiversTab } from '../WaiversTab';

const useStyles = makeStyles(theme => ({
  // The header's background is an image of any colour.
  action: {
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** The page of the legacy frontend system; the new one draws header and tabs itself. */
export function AgentCoreMemoryPage() {
  const t = useTranslate();
  const classes = useStyles();
  const path = useParams()['*'];
  if (!path) return <Navigate to={OVERVIEW_PATH} replace />;
  return (
    <Page themeId="tool">
      <Header title={t('page.name')}>
        <div className={classes.action}>
          <ScanNowButton />
        </div>
      </Header>
      <TabbedLayout>
        <TabbedLayout.Route
          path={`/${OVERVIEW_PATH}`}
          title={t('page.overview')}
        >
          <OverviewTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${TEAMS_PATH}`}
          title={t('common.word.teams')}
        >
          <TeamsTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${MEMORIES_PATH}`}
          title={t('common.word.memories')}
        >
          <MemoriesTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${KEYS_PATH}`}
          title={t('common.word.keys')}
        >
          <KeysTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${WAIVERS_PATH}`}
          title={t('common.word.waivers')}
        >
          <WaiversTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${COVERAGE_PATH}`}
          title={t('common.word.coverage')}
        >
          <CoverageTab />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
