import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { ServiceOptions } from './authorize';
import { ExportService } from './export/ExportService';
import { HistoryService } from './history/HistoryService';
import { KeyActivityReader } from './keyActivity/KeyActivityReader';
import { parseExportQuery } from './requests/parseExportQuery';
import { parseFreshnessRequest } from './requests/parseFreshnessRequest';
import { parseHistoryQuery } from './requests/parseHistoryQuery';
import { parseOwnerParams } from './requests/parseOwnerParams';
import { parseScanRequest } from './requests/parseScanRequest';
import { parseScansQuery } from './requests/parseScansQuery';
import { parseScopeParams } from './requests/parseScopeParams';
import {
  parseScorecardsBody,
  parseScorecardsQuery,
} from './requests/parseScorecardsQuery';
import {
  parsePlaceParams,
  parsePreviewBody,
  parseTargetsQuery,
} from './requests/parseTargetRequest';
import {
  parseApproval,
  parseReason,
  parseWaiverRequest,
  parseWaiversQuery,
} from './requests/parseWaiverRequests';
import { readQuery } from './requests/readQuery';
import { ScanService } from './scans/ScanService';
import { ScorecardService } from './scorecards/ScorecardService';
import { TargetService } from './targets/TargetService';
import { WaiverService } from './waivers/WaiverService';

/** The HTTP API for users and plugins, as `src/schema/openapi.yaml` describes it. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  scorecards: ScorecardService;
  history: HistoryService;
  scans: ScanService;
  targets: TargetService;
  waivers: WaiverService;
  exports: ExportService;
  keyActivity: KeyActivityReader;
}): express.Router {
  const { httpAuth, scorecards, history, scans, targets, waivers } = options;
  const router = Router();
  // The refs of ten thousand owners; nothing else is as large.
  const json = express.json({ limit: '2mb' });

  /** The body of a request. Express leaves it away where the request does not say that it is JSON. */
  const bodyOf = (req: Pick<Request, 'is' | 'body'>): unknown => {
    if (!req.is('json')) {
      throw new InputError('The body must be JSON, and say so');
    }
    return req.body;
  };

  /** A handler that answers with what `handle` gives for the caller. */
  const answer =
    <P>(
      handle: (req: Request<P>, caller: ServiceOptions) => Promise<object>,
      status = 200,
    ) =>
    async (req: Request<P>, res: Response) => {
      const credentials = await httpAuth.credentials(req as Request, {
        allow: ['user', 'service'],
      });
      res.status(status).json(await handle(req, { credentials }));
    };

  router.get(
    '/v1/scorecards',
    answer(async (req, caller) =>
      scorecards.getScorecards(parseScorecardsQuery(readQuery(req)), caller),
    ),
  );

  router.post(
    '/v1/scorecards/by-query',
    json,
    answer(async (req, caller) =>
      scorecards.getScorecards(
        parseScorecardsBody(bodyOf(req as Request)),
        caller,
      ),
    ),
  );

  router.get(
    '/v1/scorecards/:kind/:namespace/:name',
    answer<{ kind: string; namespace: string; name: string }>(
      async ({ params }, caller) =>
        scorecards.getOwnerScorecard(parseOwnerParams(params), caller),
    ),
  );

  router.post(
    '/v1/freshness',
    json,
    answer(async (req, caller) =>
      scorecards.getFreshness(
        parseFreshnessRequest(bodyOf(req as Request)),
        caller,
      ),
    ),
  );

  router.get(
    '/v1/history',
    answer(async (req, caller) =>
      history.getHistory(parseHistoryQuery(readQuery(req)), caller),
    ),
  );

  router.get(
    '/v1/rules',
    answer(async (_, caller) => scorecards.getRules(caller)),
  );

  router.get(
    '/v1/scans',
    answer(async (req, caller) =>
      scans.getScans(parseScansQuery(readQuery(req)), caller),
    ),
  );

  router.get(
    '/v1/scans/:provider/:account/:region',
    answer<{ provider: string; account: string; region: string }>(
      async ({ params }, caller) =>
        scans.getScopeScans(parseScopeParams(params), caller),
    ),
  );

  router.post(
    '/v1/scans',
    json,
    answer(async (req, caller) => {
      await scans.requestScan(parseScanRequest(bodyOf(req as Request)), caller);
      return {};
    }, 202),
  );

  router.get(
    '/v1/targets',
    answer(async (req, caller) =>
      targets.getTargets(parseTargetsQuery(readQuery(req)).owner, caller),
    ),
  );

  router.get(
    '/v1/targets/:account/:region/keys',
    answer<{ account: string; region: string }>(async (req, caller) =>
      targets.getKeys(
        parsePlaceParams(req.params),
        parseTargetsQuery(readQuery(req)).owner,
        caller,
      ),
    ),
  );

  router.post(
    '/v1/targets/:account/:region/preview',
    json,
    answer<{ account: string; region: string }>(async (req, caller) =>
      targets.preview(
        parsePlaceParams(req.params),
        parsePreviewBody(bodyOf(req as Request)),
        caller,
      ),
    ),
  );

  router.get(
    '/v1/waivers',
    answer(async (req, caller) =>
      waivers.list(parseWaiversQuery(readQuery(req)), caller),
    ),
  );

  router.post(
    '/v1/waivers',
    json,
    answer(
      async (req, caller) =>
        waivers.request(parseWaiverRequest(bodyOf(req as Request)), caller),
      201,
    ),
  );

  router.post(
    '/v1/waivers/:id/approve',
    json,
    answer<{ id: string }>(async (req, caller) => {
      const { reason } = parseApproval(bodyOf(req));
      return waivers.decide(req.params.id, 'approved', reason, caller);
    }),
  );

  router.post(
    '/v1/waivers/:id/reject',
    json,
    answer<{ id: string }>(async (req, caller) => {
      const { reason } = parseReason(bodyOf(req));
      return waivers.decide(req.params.id, 'rejected', reason, caller);
    }),
  );

  router.post(
    '/v1/waivers/:id/revoke',
    json,
    answer<{ id: string }>(async (req, caller) => {
      const { reason } = parseReason(bodyOf(req));
      return waivers.revoke(req.params.id, reason, caller);
    }),
  );

  router.get(
    '/v1/keys/:namespace/:name/activity',
    answer<{ namespace: string; name: string }>(async (req, caller) => {
      const keyRef = stringifyEntityRef({ kind: 'resource', ...req.params });
      const whileAsked = new AbortController();
      req.res?.once('close', () => whileAsked.abort());
      return options.keyActivity.getActivity(keyRef, {
        ...caller,
        signal: whileAsked.signal,
      });
    }),
  );

  router.get('/v1/export', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { format, filter } = parseExportQuery(readQuery(req));
    const file = await options.exports.open(format, filter, { credentials });
    res.attachment(file.fileName);
    res.setHeader('content-type', file.contentType);
    res.setHeader('cache-control', 'no-store');
    // It is audited as failed; the reader sees that the connection broke.
    await file.sendTo(res).catch(() => {});
  });

  return router;
}
