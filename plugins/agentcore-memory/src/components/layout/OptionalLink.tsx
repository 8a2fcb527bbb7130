import { ReactNode } from 'react';
import { Link } from '@backstage/ui';

/** A link, or plain text where there is no target. */
export function OptionalLink({
  to,
  children,
}: {
  to: string | undefined;
  children: ReactNode;
}) {
  return to === undefined ? <>{children}</> : <Link href={to}>{children}</Link>;
}
