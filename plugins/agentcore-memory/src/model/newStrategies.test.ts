import { t } from '../__testUtils__/english';
import {
  StrategyForm,
  strategiesProblem,
  tidyStrategies,
} from './newStrategies';

const STEP = { modelId: 'a', appendToPrompt: 'b' };
const ALL = {
  description: 'd',
  namespaceTemplate: '/n',
  reflectionNamespaceTemplate: '/r',
  override: 'EPISODIC_OVERRIDE',
  extraction: STEP,
  consolidation: STEP,
  reflection: STEP,
  selfManaged: { topicArn: 't', bucketName: 'b' },
};

describe('tidyStrategies', () => {
  it.each([
    ['SEMANTIC', undefined, []],
    ['SUMMARIZATION', undefined, []],
    ['USER_PREFERENCE', undefined, []],
    ['EPISODIC', undefined, ['reflectionNamespaceTemplate']],
    ['CUSTOM', undefined, ['override']],
    [
      'CUSTOM',
      'SEMANTIC_OVERRIDE',
      ['override', 'extraction', 'consolidation'],
    ],
    [
      'CUSTOM',
      'USER_PREFERENCE_OVERRIDE',
      ['override', 'extraction', 'consolidation'],
    ],
    ['CUSTOM', 'SUMMARY_OVERRIDE', ['override', 'consolidation']],
    [
      'CUSTOM',
      'EPISODIC_OVERRIDE',
      [
        'reflectionNamespaceTemplate',
        'override',
        'extraction',
        'consolidation',
        'reflection',
      ],
    ],
    ['CUSTOM', 'SELF_MANAGED', ['override', 'selfManaged']],
  ])('leaves %s %s what belongs to it', (type, override, fields) => {
    const [tidied] = tidyStrategies(
      [{ ...ALL, type, name: 'x', override }],
      [],
    );
    expect(Object.keys(tidied).sort()).toEqual(
      [
        'type',
        'name',
        'description',
        ...(override === 'SELF_MANAGED' ? [] : ['namespaceTemplate']),
        ...fields,
      ].sort(),
    );
  });

  it('drops a step that was emptied', () => {
    const strategy = {
      type: 'CUSTOM',
      name: 'c',
      override: 'SEMANTIC_OVERRIDE',
    };
    const filled = { ...strategy, consolidation: { modelId: 'a' } };
    expect(
      tidyStrategies(
        [{ ...filled, extraction: { modelId: undefined, appendToPrompt: '' } }],
        [filled],
      ),
    ).toEqual([filled]);
  });

  it('gives a strategy that is new a type that is free, and its name', () => {
    const facts = { type: 'SEMANTIC', name: 'facts' };
    expect(tidyStrategies([facts, { type: 'SEMANTIC' }], [facts])).toEqual([
      facts,
      {
        type: 'SUMMARIZATION',
        name: 'summaries',
        namespaceTemplate:
          '/strategies/{memoryStrategyId}/actors/{actorId}/sessions/{sessionId}/',
      },
    ]);
    const all = ['SEMANTIC', 'SUMMARIZATION', 'USER_PREFERENCE', 'EPISODIC'];
    const before = [...all, 'CUSTOM'].map(type => ({
      type,
      name: type === 'CUSTOM' ? 'custom' : type,
    }));
    expect(
      tidyStrategies([...before, { type: 'SEMANTIC' }], before)[5],
    ).toEqual({ type: 'CUSTOM', name: 'custom_2' });
  });

  it('names a strategy anew that has changed its type, unless a person named it', () => {
    const before = [
      { type: 'SEMANTIC', name: 'facts_2' },
      { type: 'SEMANTIC', name: 'mine' },
    ];
    const after = before.map(each => ({ ...each, type: 'SUMMARIZATION' }));
    expect(tidyStrategies(after, before)).toMatchObject([
      { type: 'SUMMARIZATION', name: 'summaries' },
      { type: 'SUMMARIZATION', name: 'mine' },
    ]);
  });

  it('files records by the kind of strategy, unless a person says where', () => {
    const actor = '/strategies/{memoryStrategyId}/actors/{actorId}/';
    const session = `${actor}sessions/{sessionId}/`;
    const was = { type: 'SEMANTIC', name: 'x', namespaceTemplate: actor };
    const changed = (to: StrategyForm, from: StrategyForm = was) =>
      tidyStrategies([{ ...from, ...to }], [from])[0];
    expect(changed({ type: 'EPISODIC' })).toMatchObject({
      namespaceTemplate: session,
      reflectionNamespaceTemplate: actor,
    });
    expect(
      changed({ override: 'SUMMARY_OVERRIDE' }, { type: 'CUSTOM', name: 'x' }),
    ).toMatchObject({ namespaceTemplate: session });
    expect(
      changed(
        { type: 'SUMMARIZATION' },
        { ...was, namespaceTemplate: '/mine' },
      ),
    ).toMatchObject({ namespaceTemplate: '/mine' });
    expect(changed({ namespaceTemplate: undefined })).toEqual({
      type: 'SEMANTIC',
      name: 'x',
      namespaceTemplate: undefined,
    });
  });

  it('leaves a name empty that a person empties', () => {
    expect(
      tidyStrategies([{ type: 'SEMANTIC' }], [{ type: 'SEMANTIC', name: 'f' }]),
    ).toEqual([{ type: 'SEMANTIC' }]);
  });

  it('keeps the names of strategies that are moved', () => {
    const a = { type: 'SEMANTIC', name: 'facts' };
    const b = { type: 'SUMMARIZATION', name: 'summaries' };
    expect(tidyStrategies([b, a], [a, b])).toEqual([b, a]);
  });

  it('reads what a link filled in wrongly', () => {
    expect(tidyStrategies([null, 'SEMANTIC'] as never, [])).toEqual([{}, {}]);
  });
});

describe('strategiesProblem', () => {
  const facts = { type: 'SEMANTIC', name: 'facts' };
  const custom = { type: 'CUSTOM', name: 'custom' };

  it.each([
    [[facts, { ...custom, name: 'facts' }], 'the name facts'],
    [[facts, { ...facts, name: 'more' }], 'the same type'],
  ])('refuses %j', (strategies, problem) => {
    expect(strategiesProblem(t, strategies)).toContain(problem);
  });

  it.each([
    [[]],
    [[facts, custom, { ...custom, name: 'custom_2' }]],
    [[{ type: 'SEMANTIC' }, { type: 'EPISODIC' }]],
  ])('accepts %j', strategies => {
    expect(strategiesProblem(t, strategies)).toBeUndefined();
  });
});
