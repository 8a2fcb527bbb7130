import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Memories whose owner is missing, does not exist, or is not an entity ref. */
export const orphans: DemoTeam[] = [
  { tags: {}, rows: [['research/us-east-1', 'scratchpad_tmp', 'aws', 7, []]] },
  {
    tags: { environment: 'sandbox' },
    rows: [
      [
        'retail/us-east-1',
        'hackday_bot',
        'aws',
        7,
        ['summary'],
        'From the hack day',
      ],
    ],
  },
  {
    tags: owner('moonshot'),
    rows: [
      [
        'research/eu-central-1',
        'moonshot_navigator',
        'main',
        90,
        ['semantic'],
        'Of a team that is no more',
      ],
    ],
  },
  {
    tags: { owner: 'group:default/' },
    rows: [
      [
        'retail/us-west-2',
        'mistagged_helper',
        'main',
        30,
        ['summary'],
        'Owner tag without a name',
      ],
    ],
  },
];
