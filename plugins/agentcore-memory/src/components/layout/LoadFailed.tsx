import Button from '@material-ui/core/Button';
import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from './Notice';

/** The error of a first request, and a button that repeats it. */
export function LoadFailed({
  title,
  error,
  retry,
}: {
  title: string;
  error: Error;
  retry: () => void;
}) {
  const t = useTranslate();
  return (
    <>
      <ResponseErrorPanel
        title={t('common.labelled', { label: title, about: error.message })}
        error={error}
      />
      <Button variant="outlined" onClick={retry} style={{ marginTop: 16 }}>
        {t('layout.tryAgain')}
      </Button>
    </>
  );
}

/** The error of a repeated request, while older data is shown, and a button that repeats it; nothing without an error. */
export function RefreshFailed({
  title,
  error,
  retry,
}: {
  title?: string;
  error?: Error;
  retry: () => void;
}) {
  const t = useTranslate();
  if (!error) return null;
  return (
    <Notice
      severity="error"
      title={title ?? t('layout.refreshFailed')}
      action={
        <Button size="small" onClick={retry}>
          {t('layout.tryAgain')}
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}
