import { ReactNode } from 'react';
import { TextLink } from './TextLink';

/** A link, or plain text where there is no target. */
export function OptionalLink({
  to,
  children,
}: {
  to: string | undefined;
  children: ReactNode;
}) {
  return to === undefined ? (
    <>{children}</>
  ) : (
    <TextLink href={to}>{children}</TextLink>
  );
}
