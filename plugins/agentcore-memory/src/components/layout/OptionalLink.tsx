import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';

/** A link, or plain text where there is nowhere to go. */
export function OptionalLink({
  to,
  children,
}: {
  to: string | undefined;
  children: ReactNode;
}) {
  return to === undefined ? <>{children}</> : <Link to={to}>{children}</Link>;
}
