import { useTranslate } from '../../hooks/useTranslate';
import { formatAge } from '../../model/formatAge';
import { formatInstant } from '../../model/formatInstant';

/** How long ago something was; hovering tells when. */
export function Instant({ iso }: { iso: string }) {
  const t = useTranslate();
  return (
    <time dateTime={iso} title={formatInstant(iso)}>
      {formatAge(t, iso, Date.now())}
    </time>
  );
}
