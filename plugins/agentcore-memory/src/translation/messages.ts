import { common } from './common';
import { coverage } from './coverage';
import { create } from './create';
import { keyActivity } from './keyActivity';
import { keys } from './keys';
import { memories, memory } from './memories';
import { homeWidget, layout, overview, page, scan, teams } from './pages';
import { rules } from './rules';
import { history, scorecard } from './scorecard';
import { waivers } from './waivers';

/** All messages in English, by the area that says them. */
export const messages = {
  common,
  coverage,
  create,
  history,
  homeWidget,
  keyActivity,
  keys,
  layout,
  memories,
  memory,
  overview,
  page,
  rules,
  scan,
  scorecard,
  teams,
  waivers,
};
