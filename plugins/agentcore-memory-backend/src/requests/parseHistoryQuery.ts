import { z } from 'zod';
import { DAY_MS, dayOf } from '../days';
import { KEPT_DAYS } from '../history/HistoryRecorder';
import { HistoryFilter } from '../history/HistoryService';
import { day, flag, owner } from './fields';
import { parseAs } from './parseAs';

const DEFAULT_DAYS = 90;

const query = z
  .strictObject({
    owner: owner.optional(),
    rollup: flag.optional(),
    from: day.optional(),
    to: day.optional(),
  })
  .transform(({ from, to, ...rest }, context) => {
    const last = to ?? dayOf(Date.now());
    const first = from ?? dayOf(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY_MS);
    if (first > last) {
      context.addIssue({
        code: 'custom',
        path: ['from'],
        message: `must not be after to, which is ${last}`,
      });
    }
    if (Date.parse(last) - Date.parse(first) > KEPT_DAYS * DAY_MS) {
      context.addIssue({
        code: 'custom',
        path: ['from'],
        message: `must be at most ${KEPT_DAYS} days before to`,
      });
    }
    return { ...rest, from: first, to: last };
  });

/** Reads the query of `GET /v1/history`. Throws `InputError` naming the parameter that is wrong. */
export function parseHistoryQuery(input: unknown): HistoryFilter {
  return parseAs(query, input, 'query');
}
