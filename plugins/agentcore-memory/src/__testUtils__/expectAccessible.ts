import axe from 'axe-core';

/** Fails where axe finds something serious on what is rendered; jsdom knows neither colours nor sizes. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  });
  const serious = violations.filter(({ impact }) =>
    ['serious', 'critical'].includes(impact ?? ''),
  );
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(n => n.html).join()}`),
  ).toEqual([]);
}
