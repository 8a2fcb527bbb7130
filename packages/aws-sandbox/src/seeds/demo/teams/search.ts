import { DemoTeam } from '../types';
import { stream } from './helpers';

/** Search: slow rotation, a key shared with an unknown account, a key of an unknown account, streaming of metadata only. */
export const search: DemoTeam = {
  tags: { 'backstage.io/owner': 'group:default/search' },
  rows: [
    [
      'retail/eu-central-1',
      'query_rewriter',
      'main',
      30,
      ['semantic'],
      'What people mean by what they type',
    ],
    [
      'retail/us-east-1',
      'catalog_navigator',
      'main',
      60,
      ['semantic', 'preference'],
      'Guides through the catalogue',
    ],
    [
      'retail/us-west-2',
      'synonym_curator',
      'main',
      90,
      ['semantic'],
      'Streams only metadata',
      stream('search-metadata', 'METADATA_ONLY'),
    ],
    [
      'retail/eu-central-1',
      'facet_suggester',
      'rotationSlow',
      30,
      ['preference'],
      'Useful filters',
    ],
    [
      'retail/eu-central-1',
      'visual_search_dialogue',
      'rotationSlow',
      30,
      ['summary'],
      'Talking about pictures',
    ],
    [
      'retail/eu-central-1',
      'partner_search_bridge',
      'openToStranger',
      60,
      ['semantic'],
      'Shared with a partner',
    ],
    [
      'retail/eu-central-1',
      'zero_result_coach',
      'terraformStyle',
      30,
      ['semantic'],
      'What to try when nothing is found',
    ],
    [
      'retail/eu-central-1',
      'partner_catalog_sync',
      'partnerOwned',
      90,
      ['semantic'],
      'Key of a partner whose account is not scanned',
    ],
  ],
};
