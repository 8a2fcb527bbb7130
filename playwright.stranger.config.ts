import { defineConfig } from '@playwright/test';
import portal from './playwright.config';

/** An app that Backstage's template made, with the packed packages. scripts/stranger.mjs makes and starts it. */
export default defineConfig({
  ...portal,
  testDir: 'packages/app/e2e-tests-stranger',
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: { ...portal.use, actionTimeout: 60_000 },
});
