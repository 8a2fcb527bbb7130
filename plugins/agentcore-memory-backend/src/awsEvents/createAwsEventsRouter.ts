import { createHash, timingSafeEqual } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError, InputError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { TOPIC_AWS_EVENTS } from 'backstage-plugin-agentcore-memory-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { RefusalLog } from './RefusalLog';

/** The path of the ingress; no credentials of Backstage are needed there, but the secret is. */
export const AWS_EVENTS_PATH = '/v1/aws-events';

/** The header of the secret. An API key of an EventBridge connection is sent in a header of any name. */
const SECRET_HEADER = 'x-agentcore-memory-secret';

/**
 * The largest event that EventBridge takes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
const MAX_BODY = '256kb';

const awsEvent = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.looseObject({}),
});

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * Takes events of AWS, one a request as EventBridge posts them, and passes them on over the events service. They
 * are hints to their subscribers, and nothing here relies on what they say.
 */
export function createAwsEventsRouter(options: {
  secret: string;
  events: EventsService;
  logger: LoggerService;
  now?: () => number;
}): express.Router {
  const { events } = options;
  const expected = digest(options.secret);
  const refusals = new RefusalLog(options.logger, options.now);
  const router = Router();

  router.post(
    '/v1/aws-events',
    (req, _res, next) => {
      // Digests have the same length, and what differs in them tells nothing about the secret.
      if (!timingSafeEqual(digest(req.get(SECRET_HEADER) ?? ''), expected)) {
        refusals.refused();
        throw new AuthenticationError(`The header ${SECRET_HEADER} is wrong`);
      }
      next();
    },
    express.json({ limit: MAX_BODY, inflate: false }),
    async (req, res) => {
      if (!awsEvent.safeParse(req.body).success) {
        throw new InputError('The body must be one event of EventBridge');
      }
      await events.publish({ topic: TOPIC_AWS_EVENTS, eventPayload: req.body });
      res.status(202).end();
    },
  );

  return router;
}
