import { LoggerService } from '@backstage/backend-plugin-api';
import { Progress } from './Progress';

const EVERY_MS = 10_000;

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** One line that says how far it is. Numbers only. */
export function describeProgress({
  pass,
  sessions: { done, total },
  events,
  records,
  copied,
  secondsLeft,
  hasEnded,
}: Progress): string {
  const sessions = total === undefined ? `${done}` : `${done} of ${total}`;
  const left =
    hasEnded || !secondsLeft
      ? ''
      : `; about ${duration(secondsLeft)} left in this pass`;
  return `Pass ${pass}: compared ${sessions} sessions with ${events} events, and ${records} records; copied ${copied.events} events and ${copied.records} records so far${left}`;
}

/** Tells a task's log of progress: every ten seconds, and when a pass ends. */
export function logProgress(
  logger: Pick<LoggerService, 'info'>,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let toldAt = now();
  return progress => {
    if (!progress.hasEnded && now() - toldAt < EVERY_MS) return;
    toldAt = now();
    logger.info(describeProgress(progress));
  };
}
