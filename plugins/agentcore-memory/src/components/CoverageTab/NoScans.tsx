import Typography from '@material-ui/core/Typography';
import { EmptyState } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';

/** No scope has ever reported: what to check. */
export function NoScans() {
  const t = useTranslate();
  return (
    <EmptyState
      missing="content"
      title={t('coverage.noScans.title')}
      description={t('coverage.noScans.check')}
      action={
        <Typography component="div">
          <ul>
            <li>
              {t('coverage.noScans.provider', {
                config: <code>catalog.providers.agentCoreMemory</code>,
              })}
            </li>
            <li>{t('coverage.noScans.firstScan')}</li>
          </ul>
        </Typography>
      }
    />
  );
}
