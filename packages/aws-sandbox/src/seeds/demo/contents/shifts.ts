import { blob, heard, onBranch, tagged, turn } from './say';
import { DemoContents } from './types';

/** What one shift tells the next, without a key: it has names and addresses in it. */
export const shiftHandover: DemoContents = {
  place: 'retail/us-west-2',
  name: 'shift_handover',
  sessions: [
    {
      actorId: 'shift/early',
      sessionId: 'monday',
      daysAgo: 9,
      events: [
        tagged(
          turn(
            'Mrs Novak of 12 Mill Lane will call about her parcel again.',
            'Noted: ticket 55810, she wants a person, not me.',
          ),
          { channel: 'voice', priority: 'high' },
        ),
        heard('TOOL', 'carrier.trace: still searching'),
        ...onBranch('summary-draft', 0, [
          turn('Shorter, please.', 'Novak, parcel, call back today.'),
        ]),
        turn('And Mr Okafor?', 'His refund went out this morning.'),
        blob({ open: [55810], closed: [55790, 55802] }),
      ],
    },
    {
      actorId: 'shift/late',
      sessionId: 'monday',
      daysAgo: 9,
      events: [
        turn(
          'Anything left from the early shift?',
          'One parcel: call Mrs Novak before eight.',
        ),
        turn('Done, it was found.', 'I close ticket 55810.'),
      ],
    },
    {
      actorId: 'shift/late',
      sessionId: 'tuesday',
      daysAgo: 8,
      events: [
        tagged(
          turn(
            'Wer ruft Frau Weiß zurück? ☎️',
            'Die Frühschicht, gegen neun Uhr.',
          ),
          { channel: 'chat', language: 'de' },
        ),
      ],
    },
  ],
  records: [
    {
      strategy: 'facts',
      actorId: 'shift/early',
      daysAgo: 9,
      text: 'Mrs Novak lives at 12 Mill Lane and wants to be called by a person.',
    },
    {
      strategy: 'facts',
      actorId: 'shift/late',
      daysAgo: 8,
      text: 'Frau Weiß is called back in the morning.',
    },
    {
      strategy: 'session_summaries',
      actorId: 'shift/late',
      sessionId: 'monday',
      daysAgo: 9,
      text: '<topic name="Parcel">Mrs Novak was called, the parcel was found.</topic>',
    },
  ],
};
