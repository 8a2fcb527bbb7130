import Typography from '@material-ui/core/Typography';
import { EmptyState } from '@backstage/core-components';
import { pluralizeMemories } from '../../model/labels';
import { CoverageLink } from './CoverageLink';

/** The catalog holds no memories: whether AWS has any, and what to check. */
export function NoMemories({
  notInCatalog = 0,
}: {
  /** Memories that AWS has and the catalog does not show. */
  notInCatalog?: number;
}) {
  if (notInCatalog > 0) {
    return (
      <EmptyState
        missing="content"
        title="The catalog shows no memory"
        description={`AWS has ${pluralizeMemories(
          notInCatalog,
        )} that the catalog does not show. None was judged.`}
        action={<CoverageLink />}
      />
    );
  }
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
