import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { parseOwnerParams } from './requests/parseOwnerParams';
import { parseScanRequest } from './requests/parseScanRequest';
import { parseScansQuery } from './requests/parseScansQuery';
import { parseScopeParams } from './requests/parseScopeParams';
import { parseScorecardsQuery } from './requests/parseScorecardsQuery';
import { ScanService } from './scans/ScanService';
import { ScorecardService } from './scorecards/ScorecardService';

/** The HTTP API, as `src/schema/openapi.yaml` describes it. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  scorecards: ScorecardService;
  scans: ScanService;
}): express.Router {
  const { httpAuth, scorecards, scans } = options;
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

  router.get('/v1/scans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const request = parseScansQuery(req.query);
    res.json(await scans.getScans(request, { credentials }));
  });

  router.get('/v1/scans/:provider/:account/:region', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const scope = parseScopeParams(req.params);
    res.json(await scans.getScopeScans(scope, { credentials }));
  });

  router.post('/v1/scans', express.json(), async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    // A body that is not read passes for an empty object, and that asks for every scope there is.
    if (!req.is('json')) {
      throw new InputError('The body must be JSON, and say so');
    }
    await scans.requestScan(parseScanRequest(req.body), { credentials });
    res.status(202).json({});
  });

  return router;
}
