export {
  isWaivable,
  verdictWithWaivers,
  WAIVER_STATES,
  waiverStateOn,
  type WaiverCourse,
  type WaiverState,
} from './waiver';
