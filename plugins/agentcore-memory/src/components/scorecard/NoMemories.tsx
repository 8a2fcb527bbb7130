import Typography from '@material-ui/core/Typography';
import { EmptyState } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';
import { CoverageLink } from './CoverageLink';

/** The catalog holds no memories: whether AWS has any, and what to check. */
export function NoMemories({
  notInCatalog = 0,
}: {
  /** Memories that AWS has and the catalog does not show. */
  notInCatalog?: number;
}) {
  const t = useTranslate();
  if (notInCatalog > 0) {
    return (
      <EmptyState
        missing="content"
        title={t('scorecard.empty.notShown')}
        description={t('scorecard.empty.notShownCount', {
          count: notInCatalog,
        })}
        action={<CoverageLink />}
      />
    );
  }
  return (
    <EmptyState
      missing="content"
      title={t('scorecard.empty.title')}
      description={t('scorecard.empty.check')}
      action={
        <Typography component="div">
          <ul>
            <li>
              {t('scorecard.empty.provider', {
                config: <code>catalog.providers.agentCoreMemory</code>,
              })}
            </li>
            <li>{t('scorecard.empty.scanned')}</li>
            <li>{t('scorecard.empty.allowed')}</li>
          </ul>
          {t('scorecard.empty.readme', {
            module: (
              <code>
                backstage-plugin-catalog-backend-module-agentcore-memory
              </code>
            ),
          })}
        </Typography>
      }
    />
  );
}
