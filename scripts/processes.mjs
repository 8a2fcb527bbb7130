// The processes that a script starts in groups of their own (`detached`), and the ports that they need.
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_WITHIN_MS = 5_000;

/** Whether nobody listens on a port. */
export function isFree(port) {
  return new Promise(resolve => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}

export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Ends processes, and after 5 s or when they have ended what is left of those that they started. */
export async function end(children) {
  const ended = children
    .filter(child => !hasEnded(child))
    .map(child => once(child, 'exit'));
  for (const child of children) kill(child.pid, 'SIGTERM');
  await Promise.race([
    Promise.all(ended),
    delay(STOP_WITHIN_MS, undefined, { ref: false }),
  ]);
  for (const child of children) kill(-child.pid, 'SIGKILL');
}
