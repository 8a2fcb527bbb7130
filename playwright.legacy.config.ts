import { defineConfig } from '@playwright/test';
import portal from './playwright.config';

const url = 'http://localhost:3010';

/** The legacy exports in a real browser, mounted by the plugin's own dev app. It needs no portal. */
export default defineConfig({
  ...portal,
  testDir: 'packages/app/e2e-tests-legacy',
  timeout: 60_000,
  outputDir: 'packages/app/test-results',
  use: { ...portal.use, baseURL: url },
  webServer: {
    command:
      'yarn workspace backstage-plugin-agentcore-memory start --config dev/legacy.config.yaml',
    url,
    timeout: 240_000,
    reuseExistingServer: true,
  },
});
