import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Research assistants: resources that the reader may not read. */
export const researchAssistants: DemoTeam = {
  tags: owner('research-assistants'),
  rows: [
    [
      'research/us-east-1',
      'literature_review',
      'main',
      365,
      ['semantic', 'summary'],
      'Papers and what they say',
    ],
    [
      'research/eu-central-1',
      'lab_notebook',
      'main',
      365,
      ['episodic'],
      'What was tried',
    ],
    [
      'research/eu-central-1',
      'interview_synthesis',
      'describeDenied',
      180,
      ['summary'],
      'Key not for the reader',
    ],
    [
      'research/eu-central-1',
      'survey_bot',
      'mainOfUsEast1',
      60,
      ['semantic'],
      'Key of another region',
    ],
    [
      'research/us-east-1',
      'hypothesis_tracker',
      'main',
      365,
      ['customHidden'],
      'Strategy whose configuration is not shown',
    ],
    [
      'research/us-west-2',
      'grant_writer',
      'main',
      90,
      ['semantic'],
      'In the region that cannot be listed',
    ],
    [
      'research/us-east-1',
      'long_running_multi_agent_field_study_2026_phase3',
      'main',
      90,
      ['semantic'],
      'A name of 48 characters',
    ],
    [
      'research/eu-central-1',
      'thesis_coach',
      'teamOnly',
      90,
      ['summary'],
      'Key for principals with the tag of the team',
    ],
  ],
};
