import { checkout } from './teams/checkout';
import { customerSupport } from './teams/customerSupport';
import { fraudDetection } from './teams/fraudDetection';
import { orphans } from './teams/orphans';
import { payments } from './teams/payments';
import { platform } from './teams/platform';
import { recommendations } from './teams/recommendations';
import { researchAssistants } from './teams/researchAssistants';
import { search } from './teams/search';
import { DemoRow } from './types';

/** Every memory of the demo with its tags, team by team. */
export const DEMO_MEMORIES: Array<{
  tags: Record<string, string>;
  row: DemoRow;
}> = [
  platform,
  payments,
  checkout,
  customerSupport,
  search,
  recommendations,
  fraudDetection,
  researchAssistants,
  ...orphans,
].flatMap(({ tags, rows }) => rows.map(row => ({ tags, row })));
