import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Progress } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { OwnerScorecardResponse } from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { useOwnerScorecard } from '../../hooks/useOwnerScorecard';
import { pluralizeMemories } from '../../model/labels';
import { Coverage } from '../scorecard/Coverage';
import { FailedScopes } from '../scorecard/FailedScopes';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { NotInCatalog } from '../scorecard/NotInCatalog';
import { Score } from '../scorecard/Score';
import { VerdictBar } from '../scorecard/VerdictBar';
import { RuleTallies } from './RuleTallies';
import { WorstMemories } from './WorstMemories';

function Scorecard({ answer }: { answer: OwnerScorecardResponse }) {
  const { item, rules, worstMemories } = answer;
  if (item.total === 0) {
    return (
      <Typography>
        Nothing to assess: this team owns no AgentCore memory.
      </Typography>
    );
  }
  return (
    <Grid container spacing={3}>
      <Grid item xs={4} sm={3}>
        <Typography variant="overline" component="h3">
          Score
        </Typography>
        <Score scorecard={item} />
      </Grid>
      <Grid item xs={8} sm={5}>
        <Typography variant="overline" component="h3">
          {pluralizeMemories(item.total)}
        </Typography>
        <VerdictBar scorecard={item} />
      </Grid>
      <Grid item xs={12} sm={4}>
        <Typography variant="overline" component="h3">
          Coverage
        </Typography>
        <Coverage scorecard={item} />
      </Grid>
      <Grid item xs={12}>
        <RuleTallies rules={rules} ownerRef={item.ownerRef} />
      </Grid>
      <Grid item xs={12}>
        <WorstMemories memories={worstMemories} total={item.total} />
      </Grid>
    </Grid>
  );
}

/** The scorecard of the group or user whose page it is on. */
export function TeamCard() {
  const { entity } = useEntity();
  const ownerRef = stringifyEntityRef(entity);
  const { value, error, retry } = useOwnerScorecard(ownerRef);
  const memoriesLink = useMemoriesLink()({ owner: ownerRef });
  return (
    <InfoCard
      title="AgentCore memory"
      deepLink={
        value?.item.total && memoriesLink
          ? {
              link: memoriesLink,
              title: `All ${pluralizeMemories(value.item.total)}`,
            }
          : undefined
      }
    >
      {!value && !error && <Progress />}
      {!value && error && (
        <LoadFailed
          title="The scorecard could not be loaded"
          error={error}
          retry={retry}
        />
      )}
      {value && (
        <>
          <RefreshFailed error={error} retry={retry} />
          <FailedScopes
            scans={value.scans}
            title="Memories may be missing here: not every scope could be read"
          />
          <NotInCatalog scans={value.scans} />
          <Scorecard answer={value} />
        </>
      )}
    </InfoCard>
  );
}
