import { HttpAuthService } from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import { parseOwnerParams } from './requests/parseOwnerParams';
import { parseScorecardsQuery } from './requests/parseScorecardsQuery';
import { ScorecardService } from './scorecards/ScorecardService';

/** The HTTP API, as `src/schema/openapi.yaml` describes it. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  scorecards: ScorecardService;
}): express.Router {
  const { httpAuth, scorecards } = options;
  const router = Router();

  router.get('/v1/scorecards', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const request = parseScorecardsQuery(req.query);
    res.json(await scorecards.getScorecards(request, { credentials }));
  });

  router.get('/v1/scorecards/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const owner = parseOwnerParams(req.params);
    res.json(await scorecards.getOwnerScorecard(owner, { credentials }));
  });

  router.get('/v1/rules', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await scorecards.getRules({ credentials }));
  });

  return router;
}
