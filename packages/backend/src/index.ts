import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// Serves the frontend where it was built, as in the image.
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
// Opens pull requests with what the template wrote as code.
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
// Lets assistants call the actions of plugins.
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('backstage-plugin-agentcore-memory-backend'));
if (process.env.DEMO_COMPANY) {
  // What the demo company’s history was before the portal started, and who works there.
  backend.add(import('./demoHistory'));
  backend.add(import('./demoSignIn'));
}
backend.add(import('backstage-plugin-catalog-backend-module-agentcore-memory'));
backend.add(
  import('backstage-plugin-scaffolder-backend-module-agentcore-memory'),
);

backend.start();
