import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

// Run from its sources only, never from a package that was built.
// eslint-disable-next-line no-restricted-syntax
const APP = path.resolve(__dirname, '../../packages/app');
const DIST = path.join(APP, 'dist');
const CONFIG = /(<script type="backstage.io\/config">).*?(<\/script>)/s;

/** Builds the app as for production. */
export async function buildApp(): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [require.resolve('@backstage/cli/bin/backstage-cli'), 'package', 'build'],
    { cwd: APP },
  );
}

/** Whether a script of the app is there for charts. */
export async function isForCharts(script: string): Promise<boolean> {
  return (await readFile(path.join(DIST, script), 'utf8')).includes('recharts');
}

/** Serves the app that was built, compressed like everything that a backend serves. */
export function appPlugin(config: JsonObject) {
  const data = [{ context: 'benchmark', data: config }];
  const injected = JSON.stringify(data).replaceAll('<', '\\u003c');
  const index = async () =>
    (await readFile(path.join(DIST, 'index.html'), 'utf8')).replace(
      CONFIG,
      (_, start, end) => `${start}${injected}${end}`,
    );
  return createBackendPlugin({
    pluginId: 'app',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
          httpRouter.use(async (req, res) => {
            // A path of a page has the page's name, not a file's.
            if (path.extname(req.path)) {
              res.sendFile(req.path, { root: DIST });
            } else {
              res.type('html').send(await index());
            }
          });
        },
      });
    },
  });
}
