import { lazy } from 'react';

/** The chart of verdicts per day. Loaded when it is shown, since the library is larger than all of our pages. */
export const VerdictsChart = lazy(() => import('./VerdictsChart'));
