import { createBackendModule } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Lets everybody enter the demo as one of a few people, so that one of them can approve what another one asks for. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-people',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: ({ config }) => config.getStringArray('people'),
              async authenticate({ req }, people) {
                const person = req.header('x-demo-person') ?? '';
                if (
                  process.env.NODE_ENV !== 'development' ||
                  !people.includes(person)
                ) {
                  throw new NotAllowedError('There is no such demo person');
                }
                return { result: { person } };
              },
            }),
            signInResolver: async ({ result: { person } }, context) =>
              context.signInWithCatalogUser({ entityRef: person }),
          }),
        });
      },
    });
  },
});
