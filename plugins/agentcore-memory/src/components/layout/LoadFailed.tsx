import Button from '@material-ui/core/Button';
import { ResponseErrorPanel } from '@backstage/core-components';
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
  return (
    <>
      <ResponseErrorPanel title={`${title}: ${error.message}`} error={error} />
      <Button variant="outlined" onClick={retry} style={{ marginTop: 16 }}>
        Try again
      </Button>
    </>
  );
}

/** The error of a repeated request, while older data is shown, and a button that repeats it; nothing without an error. */
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
