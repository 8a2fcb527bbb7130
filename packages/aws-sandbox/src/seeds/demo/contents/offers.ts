import { json, tagged, turn } from './say';
import { DemoContents } from './types';

/** The offer of the week, without a key; some records were imported and belong to no strategy. */
export const nextBestOffer: DemoContents = {
  place: 'research/us-east-1',
  name: 'next_best_offer',
  sessions: [
    {
      actorId: 'segment:families',
      sessionId: 'week-46',
      daysAgo: 15,
      events: [
        json({ shown: 4120, clicked: 377, offer: 'lunch boxes' }),
        turn(
          'Which offer did families like best?',
          'Lunch boxes: 9 of 100 clicked, twice as many as last week.',
        ),
      ],
    },
    {
      actorId: 'segment:families',
      sessionId: 'week-47',
      daysAgo: 8,
      events: [
        json({ shown: 3980, clicked: 301, offer: 'rain jackets' }),
        tagged(
          turn(
            'Is it the weather?',
            'Probably. Jackets sold where it rained, and hardly anywhere else.',
          ),
          { analyst: 'mira', confidence: '0.7' },
        ),
      ],
    },
    {
      actorId: 'segment:students',
      sessionId: 'week-47',
      daysAgo: 8,
      events: [
        json(['desk lamps', 'notebooks', 'instant noodles']),
        turn('Only one of these. Which?', 'Desk lamps: exams begin in May.'),
      ],
    },
  ],
  records: [
    {
      strategy: 'facts',
      actorId: 'segment:families',
      daysAgo: 15,
      text: 'Families click on lunch boxes at the end of the holidays.',
    },
    {
      strategy: 'facts',
      actorId: 'segment:families',
      daysAgo: 8,
      text: 'Families buy rain jackets where it rains.',
    },
    {
      strategy: 'facts',
      actorId: 'segment:students',
      daysAgo: 8,
      text: 'Students buy desk lamps before exams.',
    },
    {
      namespace: '/imported/seasons',
      actorId: 'import',
      daysAgo: 60,
      text: 'Garden furniture sells from March to June.',
      metadata: {
        source: { stringValue: 'handbook' },
        months: { stringListValue: ['March', 'April', 'May', 'June'] },
        share: { numberValue: 0.62 },
      },
    },
  ],
};

/** What goes with what, without a key. A record has metadata that its strategy would not accept again. */
export const basketAffinity: DemoContents = {
  place: 'research/us-east-1',
  name: 'basket_affinity',
  sessions: [
    {
      actorId: 'store:berlin-04',
      sessionId: 'november',
      daysAgo: 20,
      events: [
        json({ pair: ['tea', 'biscuits'], lift: 3.1, baskets: 1210 }),
        json({ pair: ['tea', 'honey'], lift: 2.4, baskets: 690 }),
        turn(
          'What should stand next to the tea?',
          'Biscuits first, then honey. Lemons do not matter.',
        ),
      ],
    },
  ],
  records: [
    {
      strategy: 'facts',
      actorId: 'store:berlin-04',
      daysAgo: 20,
      text: 'Tea sells with biscuits, and with honey.',
    },
    {
      strategy: 'facts',
      actorId: 'store:berlin-04',
      daysAgo: 19,
      text: 'Lemons do not sell with tea.',
      metadata: { reviewed: { stringValue: 'yes' } },
    },
  ],
};
