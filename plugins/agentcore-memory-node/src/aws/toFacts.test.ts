import {
  Memory,
  MemoryStrategy,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { toMemoryDetails } from './toFacts';

/** How the configuration of a custom strategy is told. */
function overrideIn(configuration: object | undefined) {
  const strategy = { name: 'mine', type: 'CUSTOM', configuration };
  const memory = {
    name: 'notes',
    eventExpiryDuration: 30,
    // AWS may leave out what its types promise.
    strategies: [strategy as MemoryStrategy],
  } as Memory;
  return toMemoryDetails(memory).strategies[0].override;
}

const extraction = (name: string) => ({
  extraction: { customExtractionConfiguration: { [name]: {} } },
});
const consolidation = (name: string) => ({
  consolidation: { customConsolidationConfiguration: { [name]: {} } },
});
const reflection = (name: string) => ({
  reflection: { customReflectionConfiguration: { [name]: {} } },
});

describe('the override of a custom strategy', () => {
  it.each<[string, object | undefined, string | undefined]>([
    ['nothing', undefined, undefined],
    ['an empty configuration', {}, undefined],
    ['a type', { type: 'SEMANTIC_OVERRIDE' }, 'SEMANTIC_OVERRIDE'],
    ['a type of tomorrow', { type: 'DREAM' }, 'DREAM'],
    [
      'a self-managed configuration',
      { selfManagedConfiguration: {} },
      'SELF_MANAGED',
    ],
    [
      'a self-managed configuration of another type',
      { type: 'SEMANTIC_OVERRIDE', selfManagedConfiguration: {} },
      'SELF_MANAGED',
    ],
    [
      'a semantic extraction',
      extraction('semanticExtractionOverride'),
      'SEMANTIC_OVERRIDE',
    ],
    [
      'a summary consolidation',
      consolidation('summaryConsolidationOverride'),
      'SUMMARY_OVERRIDE',
    ],
    [
      'both parts of user preferences',
      {
        ...extraction('userPreferenceExtractionOverride'),
        ...consolidation('userPreferenceConsolidationOverride'),
      },
      'USER_PREFERENCE_OVERRIDE',
    ],
    [
      'an episodic reflection',
      reflection('episodicReflectionOverride'),
      'EPISODIC_OVERRIDE',
    ],
    [
      'parts of two overrides',
      {
        ...extraction('semanticExtractionOverride'),
        ...consolidation('summaryConsolidationOverride'),
      },
      'SEMANTIC_OVERRIDE, SUMMARY_OVERRIDE',
    ],
    [
      'a part of tomorrow beside one of today',
      {
        ...extraction('semanticExtractionOverride'),
        ...consolidation('dreamConsolidationOverride'),
      },
      'SEMANTIC_OVERRIDE, dreamConsolidationOverride',
    ],
    ['a part that is not known', extraction('$unknown'), '$unknown'],
    [
      'a self-managed configuration beside a part',
      {
        ...extraction('semanticExtractionOverride'),
        selfManagedConfiguration: {},
      },
      'SELF_MANAGED',
    ],
  ])('that shows %s', (_, configuration, expected) => {
    expect(overrideIn(configuration)).toBe(expected);
  });
});
