import { Progress } from '@backstage/core-components';
import { useMyScorecards } from '../../hooks/useMyScorecards';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { MayBeMissing } from '../scorecard/MayBeMissing';
import { MyTeams } from './MyTeams';

/** The reader's teams on the home page, which draws the frame and the title. */
export function HomeWidget() {
  const { value, error, retry } = useMyScorecards();
  if (!value) {
    return error ? (
      <LoadFailed
        title="Your scorecards could not be loaded"
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <MayBeMissing scans={value.scans} />
      <MyTeams scorecards={value} />
    </>
  );
}
