import { createRandom } from '../../../state/random';
import { blob, json, onBranch, tagged, turn } from './say';
import { DemoContents, DemoEvent, DemoSession } from './types';

const CUSTOMERS = 24;
const SESSIONS = 3;
const THINGS = [
  'running shoes',
  'garden chairs',
  'crime novels',
  'espresso beans',
  'board games',
  'rain jackets',
  'desk lamps',
  'cotton shirts',
];
const COLOURS = ['green', 'dark blue', 'plain white', 'bright red'];

function actorOf(customer: number): string {
  return `shopper-${5000 + customer}`;
}

/** What a customer likes, the same on every start. */
function tasteOf(customer: number): { thing: string; colour: string } {
  const random = createRandom(customer + 1);
  return { thing: random.pick(THINGS), colour: random.pick(COLOURS) };
}

function visit(customer: number, session: number): DemoSession {
  const { thing, colour } = tasteOf(customer);
  const events: DemoEvent[] = [
    tagged(
      turn(
        `I am looking for ${thing}.`,
        `We have new ${thing}. Do you prefer a colour?`,
      ),
      { channel: session === 0 ? 'web' : 'app' },
    ),
    turn(
      `Something ${colour}, not too expensive.`,
      `Here are ${3 + session} in ${colour}, from 19 dollars.`,
    ),
    json({ viewed: thing, colour, seconds: 20 + customer + session }),
    turn('Keep the second one for me.', 'It is on your list.'),
  ];
  if (session === 1) {
    events.push(
      ...onBranch('gift', 1, [
        turn(
          'And as a gift for my sister?',
          `Then I would take the ${thing} with a card.`,
        ),
        turn('She hates cards.', 'Without a card, then.'),
      ]),
      ...onBranch('gift-budget', 4, [
        turn('At most 30 dollars.', 'Two of them fit that budget.'),
      ]),
    );
  }
  if (session === 2) events.push(blob({ list: [thing], colour, done: true }));
  return {
    actorId: actorOf(customer),
    sessionId: `visit-${session + 1}`,
    daysAgo: 90 - session * 30 + (customer % 7),
    events,
  };
}

function range<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** What each customer likes, without a key: the largest of the demo. */
export const tasteProfile: DemoContents = {
  place: 'research/us-east-1',
  name: 'taste_profile',
  sessions: range(CUSTOMERS, customer =>
    range(SESSIONS, session => visit(customer, session)),
  ).flat(),
  records: range(CUSTOMERS, customer => {
    const { thing, colour } = tasteOf(customer);
    const actorId = actorOf(customer);
    return [
      {
        strategy: 'preferences',
        actorId,
        daysAgo: 88,
        text: JSON.stringify({
          context: `Asked for ${thing}`,
          preference: `Likes ${thing}`,
          categories: ['shopping'],
        }),
      },
      {
        strategy: 'preferences',
        actorId,
        daysAgo: 58,
        text: JSON.stringify({
          context: `Chose ${colour} again`,
          preference: `Prefers ${colour}`,
          categories: ['colour'],
        }),
      },
    ];
  }).flat(),
};

/** First questions to new customers, without a key. */
export const coldStartInterview: DemoContents = {
  place: 'research/eu-central-1',
  name: 'cold_start_interview',
  sessions: range(3, customer => {
    const { thing, colour } = tasteOf(customer + 100);
    return {
      actorId: `new-${customer + 1}`,
      sessionId: 'interview',
      daysAgo: 6 + customer,
      events: [
        turn('Hello', 'Welcome! What do you buy most often?'),
        turn(`Mostly ${thing}.`, 'And which colours do you like?'),
        turn(`Anything ${colour}.`, 'Thank you, that is all.'),
      ],
    };
  }),
  records: range(3, customer => [
    {
      strategy: 'session_summaries',
      actorId: `new-${customer + 1}`,
      sessionId: 'interview',
      daysAgo: 6 + customer,
      text: '<topic name="Interview">Answered all three questions.</topic>',
    },
    {
      strategy: 'preferences',
      actorId: `new-${customer + 1}`,
      daysAgo: 6 + customer,
      text: JSON.stringify({
        preference: `Buys ${tasteOf(customer + 100).thing}`,
      }),
    },
  ]).flat(),
};
