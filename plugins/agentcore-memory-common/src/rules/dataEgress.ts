import { MemoryStrategyFacts, RecordStreamFacts } from '../facts';
import { fixDataEgress } from '../fixes';
import { accountOf, foreignAccountOf } from './destination';
import { fromGetMemory, unreadResult } from './evidence';
import { FINE, Judgement, worstOf } from './judgement';
import { Evidence, Rule } from './types';

/** Strategies that AWS runs itself, inside the memory. */
const BUILT_IN = ['SEMANTIC', 'SUMMARIZATION', 'USER_PREFERENCE', 'EPISODIC'];

/** Customised strategies that AWS still runs itself. */
const BUILT_IN_OVERRIDES = [
  'SEMANTIC_OVERRIDE',
  'SUMMARY_OVERRIDE',
  'USER_PREFERENCE_OVERRIDE',
  'EPISODIC_OVERRIDE',
];

/** In words, whose a destination is that is not the memory's account's; empty if it is, or if nothing tells. */
function ofWhom(what: string, arn: string | undefined, own: string): string {
  const foreign = foreignAccountOf(arn, own);
  return foreign === undefined
    ? ''
    : `${what} belongs to account ${foreign}, which is not the memory's.`;
}

function judgeSelfManaged(
  { name, delivery }: MemoryStrategyFacts,
  own: string,
): Judgement {
  const topicArn = delivery?.topicArn;
  const reason = `The self-managed strategy "${name}" sends what is said to a bucket and a topic of its own.`;
  const whose = ofWhom(`The topic ${topicArn}`, topicArn, own);
  return { outcome: 'warn', reason: [reason, whose].join(' ').trim() };
}

function judgeStrategy(strategy: MemoryStrategyFacts, own: string): Judgement {
  const { name, type, override } = strategy;
  if (override === 'SELF_MANAGED') return judgeSelfManaged(strategy, own);
  if (type !== 'CUSTOM' && !BUILT_IN.includes(type)) {
    return {
      outcome: 'unknown',
      reason: `The type "${type}" of the strategy "${name}" is not a value known here.`,
    };
  }
  if (override === undefined) {
    return type === 'CUSTOM'
      ? {
          outcome: 'unknown',
          reason: `AWS did not show how the custom strategy "${name}" is configured.`,
        }
      : FINE;
  }
  return BUILT_IN_OVERRIDES.includes(override)
    ? FINE
    : {
        outcome: 'unknown',
        reason: `The type "${override}" of the strategy "${name}" is not a value known here.`,
      };
}

function judgeLevels({ streamArn, levels }: RecordStreamFacts): Judgement {
  const stream = streamArn ?? 'a destination that is not known here';
  if (levels.includes('FULL_CONTENT')) {
    return {
      outcome: 'warn',
      reason: `Records are streamed with their content to ${stream}.`,
    };
  }
  return streamArn &&
    levels.length > 0 &&
    levels.every(l => l === 'METADATA_ONLY')
    ? FINE
    : {
        outcome: 'unknown',
        reason: `How much of the records is streamed to ${stream} is not known.`,
      };
}

/** A stream takes data out of the account that owns the memory, whatever it holds. */
function judgeAccount(
  { streamArn }: RecordStreamFacts,
  own: string,
): Judgement {
  if (streamArn === undefined) return FINE;
  if (accountOf(streamArn) === undefined) {
    const reason = `Which account the stream ${streamArn} belongs to is not known.`;
    return { outcome: 'unknown', reason };
  }
  const reason = ofWhom(`The stream ${streamArn}`, streamArn, own);
  return reason ? { outcome: 'warn', reason } : FINE;
}

function evidenceOf(
  strategies: MemoryStrategyFacts[],
  streams: RecordStreamFacts[],
): Evidence[] {
  return [
    fromGetMemory(
      'strategies',
      strategies
        .map(({ name, type, override, delivery = {} }) => {
          const kind = override ? `${type}, ${override}` : type;
          const to = [delivery.bucketName, delivery.topicArn].filter(Boolean);
          return [`${name} (${kind})`, ...to].join(' ');
        })
        .join(', ') || 'none',
    ),
    fromGetMemory(
      'streamDeliveryResources',
      streams
        .map(({ streamArn, levels }) =>
          [streamArn ?? 'unknown', ...levels].join(' '),
        )
        .join(', ') || 'none',
    ),
  ];
}

/** Whether what agents remember is sent to where the memory's key does not protect it. */
export const dataEgress: Rule<'data-egress'> = {
  id: 'data-egress',
  title: 'Content stays under the key',
  why: 'Content that is streamed or extracted elsewhere is outside of the key: disabling the key does not make the copies unreadable.',
  evaluate({ memory }) {
    if (memory.details.state !== 'known') {
      const source = 'bedrock-agentcore:GetMemory';
      return unreadResult('the memory', memory.details, source);
    }
    const { strategies, recordStreams } = memory.details.value;
    return {
      ...worstOf(
        [
          ...strategies.map(strategy =>
            judgeStrategy(strategy, memory.accountId),
          ),
          ...recordStreams.map(judgeLevels),
          ...recordStreams.map(stream =>
            judgeAccount(stream, memory.accountId),
          ),
        ],
        'Neither a stream nor a self-managed strategy takes content elsewhere.',
      ),
      evidence: evidenceOf(strategies, recordStreams),
    };
  },
  fix: fixDataEgress,
};
