import { NewStrategy } from 'backstage-plugin-agentcore-memory-node';
import {
  builtIn,
  overrides,
  requestWith,
  selfManaged,
  step,
} from './__testUtils__/requests';
import { CodeRequest } from './CodeRequest';
import { toCloudFormation } from './toCloudFormation';
import { toTerraform } from './toTerraform';

const withStrategy = (strategy: NewStrategy) =>
  requestWith({ strategies: [builtIn[1], strategy] });

const REFUSED: [string, CodeRequest][] = [
  ['name', requestWith({ name: 'my-notes' })],
  ['name', requestWith({ name: '`reboot`' })],
  ['description', requestWith({ description: 'half \ud83e' })],
  ['tags.\udd84', requestWith({ tags: { '\udd84': 'half' } })],
  ['strategies.1.name', withStrategy({ ...builtIn[0], name: 'a b' })],
  ['strategies.1.name', withStrategy({ ...builtIn[0], name: 'summaries' })],
  ['strategies.1.override', withStrategy({ type: 'CUSTOM', name: 'own' })],
  [
    'strategies.1.override',
    withStrategy({ ...builtIn[0], override: 'SEMANTIC_OVERRIDE' }),
  ],
  [
    'strategies.1.reflectionNamespaceTemplate',
    withStrategy({ ...builtIn[0], reflectionNamespaceTemplate: '/x' }),
  ],
  [
    'strategies.1.extraction',
    withStrategy({ ...overrides[1], extraction: step('x') }),
  ],
  [
    'strategies.1.reflection',
    withStrategy({ ...overrides[0], reflection: step('x') }),
  ],
  [
    'strategies.1.selfManaged',
    withStrategy({ ...overrides[0], selfManaged: selfManaged.selfManaged }),
  ],
  [
    'strategies.1.selfManaged',
    withStrategy({ type: 'CUSTOM', name: 'own', override: 'SELF_MANAGED' }),
  ],
  [
    'strategies.1.reflectionNamespaceTemplate',
    withStrategy({ ...overrides[3], reflection: undefined }),
  ],
];

describe('both languages', () => {
  it.each(REFUSED)('refuse what they would leave out: %s', (field, request) => {
    const refusal = expect.objectContaining({
      name: 'InputError',
      message: expect.stringMatching(new RegExp(`^${field}: `)),
    });
    expect(() => toCloudFormation(request)).toThrow(refusal);
    expect(() => toTerraform(request)).toThrow(refusal);
  });
});
