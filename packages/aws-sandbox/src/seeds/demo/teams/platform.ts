import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Platform: all compliant. */
export const platform: DemoTeam = {
  tags: owner('platform'),
  rows: [
    [
      'platform/us-east-1',
      'session_context',
      'main',
      30,
      ['summary'],
      'What a session was about',
    ],
    [
      'platform/eu-central-1',
      'session_context',
      'main',
      30,
      ['summary'],
      'What a session was about, in Europe',
    ],
    [
      'platform/us-east-1',
      'developer_portal_helper',
      'alias',
      90,
      ['semantic', 'preference'],
      'Answers questions about the portal',
    ],
    [
      'platform/us-west-2',
      'incident_companion',
      'main',
      180,
      ['episodic'],
      'Past incidents and what helped',
    ],
    [
      'platform/eu-central-1',
      'runbook_assistant',
      'main',
      180,
      ['semantic'],
      'Facts from runbooks',
    ],
    [
      'platform/us-east-1',
      'cost_advisor',
      'main',
      60,
      ['customPrompt'],
      'Knows the budgets',
    ],
    [
      'platform/us-west-2',
      'release_notes_writer',
      'main',
      14,
      ['summary', 'preference'],
      'Style of each team',
    ],
  ],
};
