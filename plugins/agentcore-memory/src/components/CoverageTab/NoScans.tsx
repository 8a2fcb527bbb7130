import Typography from '@material-ui/core/Typography';
import { EmptyState } from '@backstage/core-components';

/** No scope has ever reported: what to check. */
export function NoScans() {
  return (
    <EmptyState
      missing="content"
      title="No scan has reported yet"
      description="It is not known yet which accounts and regions can be read. Check that"
      action={
        <Typography component="div">
          <ul>
            <li>
              a provider is configured under{' '}
              <code>catalog.providers.agentCoreMemory</code>;
            </li>
            <li>the backend has run long enough for its first scan.</li>
          </ul>
        </Typography>
      }
    />
  );
}
