import { formatAge } from '../../model/formatAge';
import { formatInstant } from '../../model/formatInstant';

/** How long ago something was; hovering tells when. */
export function Instant({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatInstant(iso)}>
      {formatAge(iso, Date.now())}
    </time>
  );
}
