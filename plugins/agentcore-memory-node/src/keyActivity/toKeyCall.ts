import { Event } from '@aws-sdk/client-cloudtrail';
import {
  KeyEvent,
  KeyPrincipal,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';

/** A call about a key, and who made it. */
export interface KeyCall {
  event: KeyEvent;
  principal: Pick<KeyPrincipal, 'name' | 'type' | 'accountId' | 'via'>;
}

/** Callers choose some of these texts: nothing that is unseen, and nothing without end. */
const TEXT = z.string().regex(/^[^\p{C}]{1,2048}$/u);
const OPTIONAL_TEXT = TEXT.nullish();

/**
 * What is needed of a record; there is more in it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const RECORD = z.object({
  eventID: TEXT,
  eventTime: z.iso.datetime(),
  eventSource: TEXT,
  eventName: TEXT,
  errorCode: OPTIONAL_TEXT,
  userIdentity: z.object({
    type: OPTIONAL_TEXT,
    arn: OPTIONAL_TEXT,
    principalId: OPTIONAL_TEXT,
    accountId: OPTIONAL_TEXT,
    userName: OPTIONAL_TEXT,
    invokedBy: OPTIONAL_TEXT,
  }),
  resources: z.array(z.object({ ARN: OPTIONAL_TEXT })).nullish(),
});

type TrailRecord = z.infer<typeof RECORD>;

function parseRecord(json: string | undefined): TrailRecord | undefined {
  try {
    return RECORD.safeParse(JSON.parse(json ?? '')).data;
  } catch {
    return undefined;
  }
}

/** `undefined`: the record names nobody. */
function principalOf({
  type,
  arn,
  principalId,
  accountId,
  userName,
  invokedBy,
}: TrailRecord['userIdentity']): KeyCall['principal'] | undefined {
  const own = arn ?? principalId ?? userName;
  const account = accountId ? { accountId } : {};
  // A service that acts for itself. What KMS does by itself, such as a rotation, has no type.
  if (!own && invokedBy && (!type || type === 'AWSService')) {
    return { name: invokedBy, type: 'AWSService', ...account };
  }
  const name = own ?? accountId;
  if (!name) return undefined;
  const via = invokedBy ? { via: invokedBy } : {};
  return { name, type: type ?? 'Unknown', ...account, ...via };
}

/**
 * What an event of CloudTrail says of a key. `unrelated`: neither its record nor AWS names the key; `unreadable`: it is not
 * understood, and may be a call of anybody.
 */
export function toKeyCall(
  { CloudTrailEvent: json, Resources: found }: Event,
  keyArn: string,
): KeyCall | 'unrelated' | 'unreadable' {
  const record = parseRecord(json);
  if (!record) return 'unreadable';
  const named = [
    ...(record.resources ?? []).map(({ ARN }) => ARN),
    // That is how AWS found the event, also where the record itself does not say it.
    ...(found ?? []).map(({ ResourceName }) => ResourceName),
  ];
  if (!named.includes(keyArn)) return 'unrelated';
  const principal = principalOf(record.userIdentity);
  if (!principal) return 'unreadable';
  const { eventID, eventTime, eventSource, eventName, errorCode } = record;
  const [service] = eventSource.split('.');
  return {
    event: {
      id: eventID,
      at: new Date(eventTime).toISOString(),
      operation: service === 'kms' ? eventName : `${service}:${eventName}`,
      principal: principal.name,
      ...(principal.via && { via: principal.via }),
      ...(errorCode && { errorCode }),
    },
    principal,
  };
}
