import { t } from '../__testUtils__/english';
import { TARGETS } from '../__testUtils__/targets';
import { completePlace, placeOptions, withAccount } from './targets';

const { accounts } = TARGETS;
const [first, second] = accounts;

describe('places', () => {
  it('offers the regions of the chosen account', () => {
    expect(placeOptions(t, {}, accounts)).toEqual({
      accounts: ['111122223333', '444455556666'],
      regions: [],
    });
    expect(placeOptions(t, { accountId: first.accountId }, accounts)).toEqual({
      accounts: ['111122223333', '444455556666'],
      regions: ['eu-central-1', 'eu-west-1'],
    });
  });

  it('says of a choice that it is not offered', () => {
    expect(
      placeOptions(t, { accountId: '999900001111', region: 'x' }, accounts),
    ).toMatchObject({ accountProblem: expect.stringContaining('account') });
    const wrong = placeOptions(
      t,
      { accountId: first.accountId, region: 'us-east-1' },
      accounts,
    );
    expect(wrong.regionProblem).toContain('region');
    expect(wrong.accountProblem).toBeUndefined();
  });

  it('chooses by itself what there is but one of, and nothing else', () => {
    const place = { accountId: second.accountId, region: 'us-east-1' };
    expect(completePlace({}, [second])).toEqual(place);
    expect(completePlace({ accountId: second.accountId }, accounts)).toEqual(
      place,
    );
    expect(completePlace({}, accounts)).toEqual({});
    const elsewhere = { accountId: '999900001111', region: 'us-east-1' };
    expect(completePlace(elsewhere, [second])).toEqual(elsewhere);
  });

  it('keeps the region with another account that has it', () => {
    const both = [first, { accountId: '1', regions: ['a', 'eu-west-1'] }];
    const here = { accountId: first.accountId, region: 'eu-west-1' };
    expect(withAccount(here, '1', both)).toEqual({
      accountId: '1',
      region: 'eu-west-1',
    });
    expect(withAccount({ ...here, region: 'eu-central-1' }, '1', both)).toEqual(
      { accountId: '1' },
    );
  });
});
