import { comment, throughManager, updateMemory } from '../fixes';
import { fromGetMemory, unreadResult } from './evidence';
import { daysAt, SettingsParser } from './parseSettings';
import { Rule } from './types';

/** AWS takes 3 to 365 days. */
const MIN_DAYS = 3;
const MAX_DAYS = 365;
/** Proposed where no maximum is configured. */
const DEFAULT_DAYS = 90;

/** The settings of `event-retention`. @public */
export interface RetentionSettings {
  /** The longest retention of events, in days; `undefined`: the rule does not apply. */
  maxEventDays?: number;
}

const SETTINGS: SettingsParser<RetentionSettings> = {
  keys: ['maxDays'],
  parse: (raw, path) => ({ maxEventDays: daysAt(raw, 'maxDays', path) }),
};

/** Whether conversations are deleted as soon as the organisation wants them to be. */
export const eventRetention: Rule<'event-retention', RetentionSettings> = {
  id: 'event-retention',
  title: 'Events are not kept too long',
  why: 'Personal data may be kept only as long as it is needed; what is no longer there cannot leak.',
  settings: SETTINGS,
  evaluate({ memory }, { maxEventDays }) {
    if (maxEventDays === undefined) {
      return {
        outcome: 'not-applicable',
        reason: 'No maximum retention is configured.',
        evidence: [],
      };
    }
    if (memory.details.state !== 'known') {
      const source = 'bedrock-agentcore:GetMemory';
      return unreadResult('the memory', memory.details, source);
    }
    const days = memory.details.value.eventExpiryDays;
    const evidence = [fromGetMemory('eventExpiryDuration', `${days} days`)];
    if (!(days > 0)) {
      const reason = `AWS says that events are kept for ${days} days, which is not a duration.`;
      return { outcome: 'unknown', reason, evidence };
    }
    return days > maxEventDays
      ? {
          outcome: 'warn',
          reason: `Events are kept for ${days} days, more than the ${maxEventDays} allowed.`,
          evidence,
        }
      : {
          outcome: 'pass',
          reason: `Events are kept for ${days} days.`,
          evidence,
        };
  },
  /** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/memory-create-a-memory-store.html */
  fix(input, { maxEventDays = DEFAULT_DAYS }) {
    const days = Math.min(MAX_DAYS, Math.max(MIN_DAYS, maxEventDays));
    return throughManager(input, 'settings', {
      text: `Keep events for at most ${days} days. AWS applies it to events written from then on; older ones keep the end they were given.`,
      cli: updateMemory(input, `--event-expiry-duration ${days}`),
      cloudFormation: [
        comment('Property of the AWS::BedrockAgentCore::Memory'),
        `EventExpiryDuration: ${days}`,
      ].join('\n'),
      terraform: [
        comment('Argument of the aws_bedrockagentcore_memory'),
        `event_expiry_duration = ${days}`,
      ].join('\n'),
    });
  },
};
