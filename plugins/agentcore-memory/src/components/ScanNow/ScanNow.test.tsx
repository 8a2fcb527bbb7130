import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { keyEntity } from '../../__testUtils__/keys';
import { memoryEntity, registered } from '../../__testUtils__/memories';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { ScanNowButton } from './ScanNowButton';
import { useScanMenuItem } from './useScanMenuItem';

function MenuItem() {
  const { title, disabled, onClick } = useScanMenuItem();
  return (
    <button disabled={disabled} onClick={onClick}>
      {title}
    </button>
  );
}

const renderItem = (
  entity: Entity,
  options: Parameters<typeof renderWithApis>[1] = {},
) =>
  renderWithApis(
    <EntityProvider entity={entity}>
      <MenuItem />
    </EntityProvider>,
    options,
  );
const item = () => screen.findByRole('button', { name: 'Scan now' });

describe('the entry "Scan now" of an entity', () => {
  it.each([
    ['a memory', memoryEntity({ name: 'a', region: 'us-east-1' })],
    ['a key', keyEntity({ n: 1, region: 'us-east-1' })],
  ])('requests a scan of the scope of %s', async (_, entity) => {
    const requestScan = jest.fn(async () => {});
    const onToast = jest.fn();
    await renderItem(entity, { api: fakeApi({ requestScan }), onToast });
    await waitFor(async () => expect(await item()).toBeEnabled());
    await userEvent.click(await item());
    expect(requestScan).toHaveBeenCalledWith('main/111122223333/us-east-1');
    expect(onToast).toHaveBeenCalledWith({
      title: 'Scan requested',
      description:
        'Account 111122223333, us-east-1. What it finds shows here by itself.',
      timeout: 8000,
    });
  });

  it('says why the request failed', async () => {
    const onToast = jest.fn();
    const requestScan = jest.fn(async () => {
      throw new Error('no such scope');
    });
    await renderItem(memoryEntity({ name: 'a' }), {
      api: fakeApi({ requestScan }),
      onToast,
    });
    await waitFor(async () => expect(await item()).toBeEnabled());
    await userEvent.click(await item());
    expect(onToast).toHaveBeenCalledWith({
      title: 'The scan could not be requested',
      description: 'no such scope',
      status: 'danger',
    });
  });

  it('can not be chosen on an entity that was registered by hand', async () => {
    await renderItem(registered(memoryEntity({ name: 'a' })));
    await renderWithApis(<ScanNowButton />);
    // The button of the header shows once the permissions are known.
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name: 'Scan now' })).toHaveLength(
        2,
      ),
    );
    expect(
      screen.getAllByRole('button', { name: 'Scan now' })[0],
    ).toBeDisabled();
  });
});
