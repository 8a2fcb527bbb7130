import { fakeApi } from '../__testUtils__/renderWithApis';
import { PLACE, PREVIEW } from '../__testUtils__/targets';
import { previewOnce } from './previewOnce';

describe('previewOnce', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks once for the same within seconds', async () => {
    const previewMemory = jest.fn(async () => PREVIEW);
    const api = fakeApi({ previewMemory });
    await previewOnce(api, PLACE, { name: 'a' });
    jest.advanceTimersByTime(9_000);
    await expect(previewOnce(api, PLACE, { name: 'a' })).resolves.toBe(PREVIEW);
    expect(previewMemory).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1_000);
    await previewOnce(api, PLACE, { name: 'a' });
    expect(previewMemory).toHaveBeenCalledTimes(2);
  });

  it('asks again for something else', async () => {
    const previewMemory = jest.fn(async () => PREVIEW);
    const api = fakeApi({ previewMemory });
    await previewOnce(api, PLACE, { name: 'a' });
    await previewOnce(api, PLACE, { name: 'b' });
    await previewOnce(api, { ...PLACE, region: 'eu-west-1' }, { name: 'b' });
    expect(previewMemory).toHaveBeenCalledTimes(3);
  });

  it('asks again after an error', async () => {
    const previewMemory = jest
      .fn(async () => PREVIEW)
      .mockRejectedValueOnce(new Error('Down'));
    const api = fakeApi({ previewMemory });
    await expect(previewOnce(api, PLACE, {})).rejects.toThrow('Down');
    await expect(previewOnce(api, PLACE, {})).resolves.toBe(PREVIEW);
  });
});
