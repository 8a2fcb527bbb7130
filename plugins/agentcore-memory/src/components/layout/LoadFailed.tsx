import Button from '@material-ui/core/Button';
import { ResponseErrorPanel } from '@backstage/core-components';
import { Notice } from './Notice';

/** Nothing could be loaded: why, and a way to try again. */
export function LoadFailed({
  title,
  error,
  retry,
}: {
  title: string;
  error: Error;
  retry: () => void;
}) {
  return (
    <>
      <ResponseErrorPanel title={`${title}: ${error.message}`} error={error} />
      <Button variant="outlined" onClick={retry} style={{ marginTop: 16 }}>
        Try again
      </Button>
    </>
  );
}

/** What is shown is older than it should be: why, and a way to try again. Nothing if all is well. */
export function RefreshFailed({
  title = 'Could not refresh; this is the last answer',
  error,
  retry,
}: {
  title?: string;
  error?: Error;
  retry: () => void;
}) {
  if (!error) return null;
  return (
    <Notice
      severity="error"
      title={title}
      action={
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}
