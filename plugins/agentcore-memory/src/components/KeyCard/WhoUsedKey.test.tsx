import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  KeyActivity,
  KeyHistory,
  KeyLastUsage,
  KeyPrincipal,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { keyAndMemory } from '../../__testUtils__/facts';
import { KEY_ACTIVITY } from '../../__testUtils__/keyActivity';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import { WhoUsedKey } from './WhoUsedKey';

type Read<T> = Extract<T, { status: 'read' }>;

const KEY = readKeyEntity(keyAndMemory().key)!;
const LAST_USAGE = KEY_ACTIVITY.lastUsage as Read<KeyLastUsage>;
const HISTORY = KEY_ACTIVITY.history as Read<KeyHistory>;
const NO_CALLS = { ...HISTORY, principals: [], events: [] };

function unknown(reason: string) {
  return { status: 'unknown', readAt: HISTORY.readAt, reason } as const;
}

function answer(halves: Partial<KeyActivity> = {}) {
  return jest.fn(
    async (_keyRef: string, _signal?: AbortSignal): Promise<KeyActivity> => ({
      ...KEY_ACTIVITY,
      ...halves,
    }),
  );
}

const render = (getKeyActivity = answer()) =>
  renderWithApis(<WhoUsedKey keyEntity={KEY} />, {
    api: fakeApi({ getKeyActivity }),
  });

const press = async (name: RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

/** Renders an answer that was asked for. */
async function show(halves?: Partial<KeyActivity>) {
  await render(answer(halves));
  await press(/^Show who used it/);
  await screen.findByText(/^KMS was asked/);
  return screen.getByRole('region', { name: 'Who used this key' });
}

function rows() {
  const [, ...body] = within(
    screen.getByRole('table', { name: 'Who made calls about this key' }),
  ).getAllByRole('row');
  return body;
}

describe('WhoUsedKey', () => {
  it('asks nothing before the button is pressed, and then once', async () => {
    const getKeyActivity = answer();
    await render(getKeyActivity);
    const button = await screen.findByRole('button', {
      name: 'Show who used it: alias/support',
    });
    act(() => setVisibility('visible'));
    expect(getKeyActivity).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(await screen.findByText(/^KMS was asked/)).toBeVisible();
    act(() => setVisibility('visible'));
    expect(getKeyActivity).toHaveBeenCalledTimes(1);
    expect(getKeyActivity).toHaveBeenCalledWith(
      KEY.entityRef,
      expect.any(AbortSignal),
    );
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-expanded', 'true');
  });

  it('says when it was last used, by whom, through what, and how often in vain', async () => {
    const region = await show();
    expect(region).toHaveTextContent(/Last used .+: Decrypt/);
    expect(region).toHaveTextContent('Calls since 2026-08-29 08:00 UTC');
    const [agent, mallory] = rows();
    expect(agent).toHaveTextContent(
      'SupportAgent/session-1arn:aws:sts::111122223333:assumed-role/SupportAgent/session-1',
    );
    expect(agent).toHaveTextContent('AssumedRole · 111122223333');
    expect(agent).toHaveTextContent('Through bedrock-agentcore.amazonaws.com');
    expect(agent).toHaveTextContent('Decrypt, GenerateDataKey');
    expect(within(agent).getByRole('cell', { name: '14' })).toBeVisible();
    expect(agent).not.toHaveTextContent('failed');
    expect(agent.querySelector('time')).toHaveAttribute(
      'datetime',
      '2026-11-27T07:00:00.000Z',
    );
    expect(mallory).toHaveTextContent('user/mallory');
    expect(mallory).not.toHaveTextContent('Through');
    expect(within(mallory).getByText('2 failed')).toBeVisible();
    expect(region).toHaveTextContent(
      /CloudTrail is some minutes late.*90 days.*15 minutes old.*scans of this portal/,
    );
    expect(within(region).queryByRole('status')).not.toBeInTheDocument();
    await expectAccessible();
  });

  it('has the calls one by one, folded', async () => {
    await show();
    expect(screen.queryByText(/AccessDenied/)).not.toBeInTheDocument();
    await press(/^Show the calls one by one/);
    const [agent, mallory] = screen.getAllByRole('listitem');
    expect(agent).toHaveTextContent(
      '2026-11-27 07:00 UTC: Decrypt by arn:aws:sts::111122223333:assumed-role/SupportAgent/session-1 through bedrock-agentcore.amazonaws.com',
    );
    expect(mallory).toHaveTextContent(
      /^2026-11-20 07:05 UTC: Decrypt by arn:aws:iam::444455556666:user\/mallory. Failed: AccessDenied$/,
    );
    await expectAccessible();
  });

  it('has who encrypts or decrypts before who manages the key', async () => {
    const [agent] = HISTORY.principals;
    const admin = {
      ...agent,
      name: 'arn:aws:iam::111122223333:user/admin',
      operations: ['PutKeyPolicy'],
      lastAt: '2026-11-27T07:59:00.000Z',
    };
    await show({ history: { ...HISTORY, principals: [admin, agent] } });
    expect(rows()[0]).toHaveTextContent('SupportAgent');
    expect(rows()[1]).toHaveTextContent('PutKeyPolicy');
  });

  it('shows twenty at once of many principals and calls', async () => {
    const [agent] = HISTORY.principals;
    const [call] = HISTORY.events;
    const many = Array.from({ length: 25 }, (_, i) => String(i));
    await show({
      history: {
        ...HISTORY,
        principals: many.map(
          (name): KeyPrincipal => ({ ...agent, name, type: 'AWSAccount' }),
        ),
        events: many.map(id => ({ ...call, id })),
      },
    });
    expect(rows()).toHaveLength(20);
    await press(/^Show all 25$/);
    expect(rows()).toHaveLength(25);
    await press(/^Show the calls one by one/);
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
  });

  it('says that the key was not used, and since when that is known', async () => {
    const { last, ...lastUsage } = LAST_USAGE;
    expect(last).toBeDefined();
    const region = await show({ lastUsage, history: NO_CALLS });
    expect(region).toHaveTextContent(
      'Not used since 2026-03-11 00:00 UTC, when KMS began to track it',
    );
    expect(region).toHaveTextContent('No call in CloudTrail’s 90 days');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says why the last use is not known, and still who made calls', async () => {
    const region = await show({ lastUsage: unknown('KMS said no') });
    expect(region).toHaveTextContent(
      /When it was last used is not known.*KMS said no/,
    );
    expect(region).not.toHaveTextContent(/Last used|Not used/);
    expect(rows()).toHaveLength(2);
    await expectAccessible();
  });

  it('says why it is not known who used it, never that nobody did', async () => {
    const region = await show({ history: unknown('CloudTrail said no') });
    expect(region).toHaveTextContent(
      /Who used it is not known.*CloudTrail said no/,
    );
    expect(region).toHaveTextContent(/Last used .+: Decrypt/);
    expect(region).not.toHaveTextContent('No call');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('asks again for what is not known', async () => {
    const getKeyActivity = answer().mockResolvedValueOnce({
      ...KEY_ACTIVITY,
      history: unknown('CloudTrail said no'),
    });
    await render(getKeyActivity);
    await press(/^Show who used it/);
    await press(/^Try again$/);
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByText('CloudTrail said no')).not.toBeInTheDocument();
    expect(getKeyActivity).toHaveBeenCalledTimes(2);
  });

  it('says how far back the calls were read', async () => {
    await show({
      history: {
        ...HISTORY,
        since: '2026-11-20T07:00:00.000Z',
        incomplete: 'There are more than the latest 500 events',
      },
    });
    expect(
      screen.getByText('Not all calls were read').closest('[role="status"]'),
    ).toHaveTextContent(
      'Nothing is said of calls before 2026-11-20 07:00 UTC: There are more than the latest 500 events',
    );
  });

  it('counts the events that are not understood', async () => {
    await show({ history: { ...HISTORY, unreadable: 3 } });
    expect(
      screen.getByText(
        '3 events are not understood: they may be calls of anybody',
      ),
    ).toBeVisible();
  });

  it.each([
    ['not all was read', { incomplete: 'There is more' }],
    ['something is not understood', { unreadable: 1 }],
  ])('does not say that there was no call where %s', async (_, limits) => {
    const region = await show({ history: { ...NO_CALLS, ...limits } });
    expect(region).not.toHaveTextContent('No call');
    expect(region).toHaveTextContent(
      'Nothing that was read and is understood names anybody',
    );
  });

  it('says that it waits, and why nothing came, and asks again', async () => {
    let fail: (error: Error) => void = () => {};
    const getKeyActivity = answer().mockImplementationOnce(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    await render(getKeyActivity);
    await press(/^Show who used it/);
    expect(screen.getByRole('status')).toHaveTextContent('AWS is asked');
    act(() => fail(new Error('the backend is down')));
    expect(
      await screen.findByText(
        /Who used this key could not be loaded: the backend is down/,
      ),
    ).toBeVisible();
    expect(screen.queryByText(/No call|Not used/)).not.toBeInTheDocument();
    await press(/^Try again$/);
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
  });

  it.each(['unmounted', 'hidden'])('stops asking when it is %s', async gone => {
    const getKeyActivity = answer().mockImplementation(
      () => new Promise(() => {}),
    );
    const { unmount } = await render(getKeyActivity);
    await press(/^Show who used it/);
    const [, signal] = getKeyActivity.mock.calls[0];
    expect(signal?.aborted).toBe(false);
    if (gone === 'unmounted') unmount();
    else await press(/who used it/);
    expect(signal?.aborted).toBe(true);
  });
});
