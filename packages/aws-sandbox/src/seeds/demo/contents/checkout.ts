import { blob, heard, json, onBranch, tagged, turn } from './say';
import { DemoContents } from './types';

/** Checkout's experiment without a key: a purchase, one with a second way to pay, and one that was broken off. */
export const oneClickExperiment: DemoContents = {
  place: 'retail/us-west-2',
  name: 'one_click_experiment',
  sessions: [
    {
      actorId: 'customer/1042',
      sessionId: 'basket-7f3a',
      daysAgo: 5,
      events: [
        json({
          event: 'basket_opened',
          items: 2,
          total: 84.5,
          currency: 'USD',
        }),
        tagged(
          turn(
            'Can I just buy this with my usual card?',
            'Yes. Your usual card ends in 4711. Shall I order both items to Maple Street?',
          ),
          { channel: 'web', step: 'confirm' },
        ),
        turn(
          'Yes please, but as a gift.',
          'Done: both items are gift-wrapped and will arrive on Thursday.',
        ),
        heard('TOOL', 'order.create: accepted, order 90017'),
        blob({ checkpoint: 'ordered', order: 90017, retries: 0, error: null }),
      ],
    },
    {
      actorId: 'customer/1042',
      sessionId: 'basket-81c0',
      daysAgo: 2,
      events: [
        turn(
          'The same coffee again.',
          'One kilo of Sierra beans, 23 dollars. Order with one click?',
        ),
        turn(
          'What if I pay with points?',
          'You have 1,800 points, that covers 18 dollars.',
        ),
        ...onBranch('with-points', 0, [
          turn(
            'Pay with points then.',
            'Ordered. 18 dollars in points, 5 dollars by card.',
          ),
          json({ event: 'order_created', order: 90233, points: 1800 }),
        ]),
        turn('No, take the card.', 'Ordered by card. You keep your points.'),
      ],
    },
    {
      actorId: 'customer/2077',
      sessionId: 'basket-a9d2',
      daysAgo: 1,
      events: [
        tagged(
          turn(
            'Why do I not see the one-click button?',
            'It needs a saved address. Would you like to add one now?',
          ),
          { channel: 'app' },
        ),
        turn('Not now.', 'No problem. Your basket is kept for a week.'),
        heard('OTHER', 'The customer closed the app.'),
      ],
    },
  ],
  records: [
    {
      strategy: 'session_summaries',
      actorId: 'customer/1042',
      sessionId: 'basket-7f3a',
      daysAgo: 5,
      text: '<topic name="Purchase">The customer bought two items with the usual card, as a gift.</topic>',
    },
    {
      strategy: 'session_summaries',
      actorId: 'customer/1042',
      sessionId: 'basket-81c0',
      daysAgo: 2,
      text: '<topic name="Payment">The customer compared points with the card and paid by card.</topic>',
    },
    {
      strategy: 'session_summaries',
      actorId: 'customer/2077',
      sessionId: 'basket-a9d2',
      daysAgo: 1,
      text: '<topic name="Hesitation">The one-click button was missing for want of a saved address.</topic>',
    },
  ],
};
