import { oneClickExperiment } from './checkout';
import { hackdayBot, scratchpad, seasonTrends } from './leftovers';
import { basketAffinity, nextBestOffer } from './offers';
import { shiftHandover } from './shifts';
import { supportChat } from './support';
import { coldStartInterview, tasteProfile } from './tastes';
import { DemoContents } from './types';

/** What is stored in the memories of the demo; the others are empty. */
export const DEMO_CONTENTS: readonly DemoContents[] = [
  oneClickExperiment,
  supportChat,
  shiftHandover,
  nextBestOffer,
  basketAffinity,
  tasteProfile,
  coldStartInterview,
  seasonTrends,
  hackdayBot,
  scratchpad,
];
