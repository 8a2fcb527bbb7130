import { got, unread } from './evidence';
import { Rule } from './types';

/** Whether conversations are deleted as soon as the organisation wants them to be. */
export const eventRetention: Rule = {
  id: 'event-retention',
  title: 'Events are not kept too long',
  why: 'Personal data may be kept only as long as it is needed; what is no longer there cannot leak.',
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
      return unread('the memory', memory.details, source);
    }
    const days = memory.details.value.eventExpiryDays;
    const evidence = [got('eventExpiryDuration', `${days} days`)];
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
};
