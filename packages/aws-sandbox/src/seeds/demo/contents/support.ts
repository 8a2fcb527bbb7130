import { blob, heard, onBranch, tagged, turn } from './say';
import { DemoContents } from './types';

/** First line of support, encrypted: a question that was handed over, and an answer that was tried twice. */
export const supportChat: DemoContents = {
  place: 'retail/us-west-2',
  name: 'support_chat',
  sessions: [
    {
      actorId: 'customer/3120',
      sessionId: 'ticket-55810',
      daysAgo: 40,
      events: [
        tagged(
          turn(
            'My parcel says delivered, but it is not here.',
            'I am sorry. Was it perhaps left with a neighbour?',
          ),
          { channel: 'chat', priority: 'high' },
        ),
        turn('No, I asked all of them.', 'Then I open a search for it.'),
        heard('TOOL', 'carrier.trace: left at the side door, photo attached'),
        turn(
          'There is no side door!',
          'Understood. I hand this over to a colleague, who will call you today.',
        ),
        blob({ handover: { queue: 'lost-parcels', ticket: 55810 } }),
      ],
    },
    {
      actorId: 'customer/3120',
      sessionId: 'ticket-56002',
      daysAgo: 12,
      events: [
        turn('Does the kettle have a warranty?', 'Yes, two years.'),
        ...onBranch('second-answer', 0, [
          turn(
            'Does the kettle have a warranty?',
            'Yes: two years from the day it was delivered, so until March 2028.',
          ),
        ]),
        turn('And the lid?', 'The lid is covered as well.'),
      ],
    },
    {
      actorId: 'customer/4096',
      sessionId: 'ticket-56119',
      daysAgo: 3,
      events: [
        tagged(
          turn(
            '¿Puedo cambiar la talla? 👟',
            'Sí. Le envío la talla 43 y recogemos la otra.',
          ),
          { channel: 'chat', language: 'es' },
        ),
      ],
    },
  ],
  records: [
    {
      strategy: 'facts',
      actorId: 'customer/3120',
      daysAgo: 40,
      text: 'The customer lives in a house without a side door.',
    },
    {
      strategy: 'facts',
      actorId: 'customer/3120',
      daysAgo: 12,
      text: 'The customer owns a kettle with a warranty until March 2028.',
    },
    {
      strategy: 'facts',
      actorId: 'customer/4096',
      daysAgo: 3,
      text: 'The customer writes in Spanish and wears size 43.',
    },
    {
      strategy: 'session_summaries',
      actorId: 'customer/3120',
      sessionId: 'ticket-55810',
      daysAgo: 40,
      text: '<topic name="Lost parcel">Marked as delivered, not received, handed over to a person.</topic>',
    },
  ],
};
