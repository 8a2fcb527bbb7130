import { formatInstant } from '../../model/formatInstant';

/** When something was, to the minute: to compare it with what other records say. */
export function ExactInstant({ iso }: { iso: string }) {
  return <time dateTime={iso}>{formatInstant(iso)}</time>;
}
