import { ChangeListener } from './EventBus';

/**
 * A listener that posts each event to a URL, with headers such as the API key of an EventBridge connection. It
 * reports each failed delivery and does not retry.
 */
export function postEvents(
  url: string,
  report: (problem: string) => void,
  headers: Readonly<Record<string, string>> = {},
): ChangeListener {
  return event => {
    fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(10_000),
    })
      .then(async response => {
        await response.body?.cancel();
        if (!response.ok) throw new Error(`status ${response.status}`);
      })
      .catch((error: Error & { cause?: { code?: string } }) =>
        report(
          `Event ${event.detail.eventName} ${
            event.id
          } was not accepted by ${url}: ${error.cause?.code ?? error.message}`,
        ),
      );
  };
}
