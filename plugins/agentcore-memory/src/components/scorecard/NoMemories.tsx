import Typography from '@material-ui/core/Typography';
import { EmptyState } from '@backstage/core-components';

/** The catalog holds no memories: what to check. */
export function NoMemories() {
  return (
    <EmptyState
      missing="content"
      title="No memories found"
      description="The catalog holds no AgentCore memory that you may see. Check that"
      action={
        <Typography component="div">
          <ul>
            <li>
              a provider is configured under{' '}
              <code>catalog.providers.agentCoreMemory</code>, with the accounts
              and regions that hold memories;
            </li>
            <li>its first scan has finished;</li>
            <li>you may read the memories in the catalog.</li>
          </ul>
          The README of{' '}
          <code>backstage-plugin-catalog-backend-module-agentcore-memory</code>{' '}
          describes the configuration.
        </Typography>
      }
    />
  );
}
