import { ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';

/** A part of a page under a heading, which screen readers find by its name. */
export function Section({
  title,
  subheader,
  children,
}: {
  title: string;
  subheader?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <InfoCard
        title={title}
        subheader={subheader}
        titleTypographyProps={{ component: 'h2', variant: 'h6' }}
      >
        {children}
      </InfoCard>
    </section>
  );
}
