import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { saveFile } from '../../model/saveFile';
import { MemoriesTab } from './MemoriesTab';

jest.mock('../../model/saveFile');

async function choose(format: RegExp) {
  await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
  await userEvent.click(screen.getByRole('menuitem', { name: format }));
}

describe('ExportMenu', () => {
  afterEach(() => jest.clearAllMocks());

  it('exports all pages of what the filters find', async () => {
    const file = { name: 'memories.csv', content: new Blob(['whole']) };
    const exportMemories = jest.fn(async () => file);
    await renderWithApis(<MemoriesTab />, {
      api: fakeApi({ exportMemories }),
      route:
        '/?owner=group%3Adefault%2Fpayments&verdict=at-risk&page=3&columns=owner',
    });
    await choose(/CSV/);
    await waitFor(() => expect(saveFile).toHaveBeenCalledWith(file));
    expect(exportMemories).toHaveBeenCalledWith(
      'csv',
      'owner=group%3Adefault%2Fpayments&verdict=at-risk',
    );
    await expectAccessible();
  });

  it('says that it runs, and why it failed, and saves nothing then', async () => {
    let fail = (_: Error) => {};
    const onToast = jest.fn();
    await renderWithApis(<MemoriesTab />, {
      api: fakeApi({
        exportMemories: () =>
          new Promise((_, reject) => {
            fail = reject;
          }),
      }),
      onToast,
    });
    await choose(/JSON/);
    const running = screen.getByRole('button', { name: 'Exporting …' });
    expect(running).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(running);
    expect(screen.queryByRole('menuitem')).toBeNull();
    fail(new Error('The export broke off; try again'));
    expect(
      await screen.findByRole('button', { name: 'Export' }),
    ).toHaveAttribute('aria-disabled', 'false');
    expect(onToast).toHaveBeenCalledWith({
      title: 'The export failed',
      description: 'The export broke off; try again',
      status: 'danger',
    });
    expect(saveFile).not.toHaveBeenCalled();
  });
});
