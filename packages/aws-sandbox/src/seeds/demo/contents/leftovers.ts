import { blob, heard, json, turn } from './say';
import { DemoContents } from './types';

/** How seasons went, without a key: episodes, and what was concluded from them. */
export const seasonTrends: DemoContents = {
  place: 'research/us-east-1',
  name: 'season_trends',
  sessions: [
    {
      actorId: 'planner',
      sessionId: 'summer',
      daysAgo: 40,
      events: [
        turn(
          'How did the summer go?',
          'Better than the last one: fans sold out in two weeks.',
        ),
        json({ season: 'summer', soldOut: ['fans', 'pools'], growth: 0.12 }),
        heard('TOOL', 'stock.report: 3 warehouses, 41 articles missing'),
      ],
    },
  ],
  records: [
    {
      strategy: 'episodes',
      actorId: 'planner',
      daysAgo: 40,
      text: 'Situation: fans sold out. Action: ordered late. Outcome: two weeks without fans.',
    },
    {
      strategy: 'episodes',
      actorId: 'planner',
      daysAgo: 39,
      text: 'Order what depends on the weather before the season, not when it begins.',
      recordType: 'REFLECTION',
    },
  ],
};

/** From the hack day, without a key and without an owner. */
export const hackdayBot: DemoContents = {
  place: 'retail/us-east-1',
  name: 'hackday_bot',
  sessions: [
    {
      actorId: 'team-rocket',
      sessionId: 'demo',
      daysAgo: 4,
      events: [
        turn('Tell a joke about shopping carts.', 'They never go straight.'),
        blob('{"mood":"tired"}'),
      ],
    },
  ],
  records: [
    {
      strategy: 'session_summaries',
      actorId: 'team-rocket',
      sessionId: 'demo',
      daysAgo: 4,
      text: '<topic name="Jokes">One joke about shopping carts.</topic>',
    },
  ],
};

/** A scratchpad without strategies: events only. */
export const scratchpad: DemoContents = {
  place: 'research/us-east-1',
  name: 'scratchpad_tmp',
  sessions: [
    {
      actorId: 'someone',
      sessionId: 'notes',
      daysAgo: 3,
      events: [
        heard('OTHER', 'Try the smaller model first.'),
        json(null),
        { payload: [] },
      ],
    },
  ],
  records: [],
};
