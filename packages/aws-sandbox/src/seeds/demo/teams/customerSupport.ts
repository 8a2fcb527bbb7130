import { DemoTeam } from '../types';
import { stream } from './helpers';

/** Customer support: no key; keys that are disabled, unreadable, unusable, open to some addresses; streaming; a failed memory. */
export const customerSupport: DemoTeam = {
  tags: { Owner: 'group:default/customer-support' },
  rows: [
    [
      'retail/us-west-2',
      'support_chat',
      'main',
      180,
      ['semantic', 'summary'],
      'First line of support',
    ],
    [
      'retail/eu-central-1',
      'support_chat',
      'main',
      180,
      ['semantic', 'summary'],
      'First line of support, in Europe',
    ],
    [
      'retail/us-west-2',
      'returns_desk',
      'main',
      90,
      ['summary'],
      'Returns and exchanges',
    ],
    [
      'retail/us-west-2',
      'voice_transcripts',
      'main',
      365,
      ['summary'],
      'Calls, streamed to the data lake',
      stream('support-transcripts', 'FULL_CONTENT'),
    ],
    [
      'retail/us-west-2',
      'ticket_history',
      'disabled',
      365,
      ['semantic'],
      'Tickets of years past',
    ],
    [
      'retail/us-west-2',
      'vip_desk',
      'foreignUnreadable',
      90,
      ['preference'],
      'Encrypted with a key of Platform that Retail cannot see',
    ],
    [
      'retail/us-west-2',
      'warranty_advisor',
      'lockedAway',
      90,
      ['semantic'],
      'Warranty terms by product',
    ],
    [
      'retail/us-west-2',
      'complaint_triage',
      'main',
      30,
      ['summary'],
      'Never came up',
      {
        status: 'FAILED',
        failureReason:
          'The execution role could not be assumed by bedrock-agentcore.amazonaws.com.',
      },
    ],
    [
      'retail/us-west-2',
      'callback_scheduler',
      'controlTowerStyle',
      30,
      ['preference'],
      'When to call whom',
    ],
    [
      'retail/us-west-2',
      'office_hours_bot',
      'officeOnly',
      14,
      ['summary'],
      'Key readable from the office',
    ],
    [
      'retail/us-west-2',
      'shift_handover',
      'aws',
      90,
      ['semantic', 'summary'],
      'What the next shift has to know',
    ],
  ],
};
