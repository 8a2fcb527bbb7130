import { ReactNode } from 'react';
import { Progress } from '@backstage/core-components';
import { LoadFailed } from '../layout/LoadFailed';

/** What a field asks the backend for: progress, the error with a button that asks again, or the answer. */
export function AskedFor<T>({
  failed,
  asked: { value, error, loading, retry },
  children,
}: {
  /** Title of the error. */
  failed: string;
  asked: { value?: T; error?: Error; loading: boolean; retry: () => void };
  children: (value: T) => ReactNode;
}) {
  if (loading) return <Progress />;
  if (error) return <LoadFailed title={failed} error={error} retry={retry} />;
  return <>{value !== undefined && children(value)}</>;
}
