/**
 * The items of a slow source, read ahead of whoever takes them, so that their number is known early.
 *
 * @param most - how many may be waiting
 */
export async function* readAhead<T>(
  source: AsyncIterable<T>,
  most: number,
  onRead: () => void,
  onEnd: () => void,
): AsyncGenerator<T> {
  const items: T[] = [];
  let outcome: { error?: unknown } | undefined;
  let wakeTaker = () => {};
  let wakeReader = () => {};
  const read = async () => {
    for await (const item of source) {
      items.push(item);
      onRead();
      wakeTaker();
      if (items.length >= most) {
        // eslint-disable-next-line no-loop-func -- each wait has its own
        await new Promise<void>(resolve => {
          wakeReader = resolve;
        });
      }
    }
    onEnd();
  };
  read()
    .then(
      () => {
        outcome = {};
      },
      error => {
        outcome = { error };
      },
    )
    .finally(() => wakeTaker());
  for (;;) {
    const item = items.shift();
    if (item !== undefined) {
      wakeReader();
      yield item;
    } else if (outcome) {
      if ('error' in outcome) throw outcome.error;
      return;
    } else {
      // eslint-disable-next-line no-loop-func -- each wait has its own
      await new Promise<void>(resolve => {
        wakeTaker = resolve;
      });
    }
  }
}

/** The results of work on items in their order, a few of them at a time. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Whoever waits for it learns of its failure.
    result.catch(() => {});
    running.push(result);
    if (running.length >= atOnce) yield await running.shift()!;
  }
  while (running.length > 0) yield await running.shift()!;
}
