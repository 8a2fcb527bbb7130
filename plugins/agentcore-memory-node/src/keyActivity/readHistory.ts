import {
  CloudTrailClient,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { KeyHistory } from 'backstage-plugin-agentcore-memory-common';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { KeyCall, toKeyCall } from './toKeyCall';
import { toPrincipals } from './toPrincipals';

const PAGE_SIZE = 50;
/** AWS gives two pages a second to all who ask about an account in a region: more would take too long for everybody. */
const MAX_PAGES = 10;
const HISTORY_MS = 90 * 86_400_000;

type History = Omit<Extract<KeyHistory, { status: 'read' }>, 'readAt'>;

/** How a history is read. */
export interface HistoryQuestion {
  keyArn: string;
  /** Now, in milliseconds of the epoch. */
  askedAt: number;
  signal: AbortSignal;
  /** Says in words why a page was not given. */
  reasonOf(error: unknown): string;
}

/** Reads the latest events of a key, as far back as AWS gives them. Throws where it gives none at all. */
export async function readHistory(
  cloudTrail: CloudTrailClient,
  { keyArn, askedAt, signal, reasonOf }: HistoryQuestion,
): Promise<History> {
  const calls = new Map<string, KeyCall>();
  let unreadable = 0;
  let given = 0;
  let oldest = askedAt;
  const readPage = async (token: string | undefined) => {
    const { Events, NextToken } = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [
          { AttributeKey: 'ResourceName', AttributeValue: keyArn },
        ],
        MaxResults: PAGE_SIZE,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    if (!Array.isArray(Events)) {
      throw new UnexpectedAnswerError('AWS answered without a list of events');
    }
    if (NextToken && NextToken === token) {
      throw new UnexpectedAnswerError('AWS answered the same page token twice');
    }
    given += Events.length;
    for (const event of Events) {
      const call = toKeyCall(event, keyArn);
      if (call === 'unreadable') unreadable += 1;
      else if (call !== 'unrelated') calls.set(call.event.id, call);
      oldest = Math.min(oldest, event.EventTime?.getTime() || oldest);
    }
    return NextToken;
  };
  const summarize = (incomplete?: string): History => {
    const found = [...calls.values()].sort((a, b) =>
      b.event.at.localeCompare(a.event.at),
    );
    const since = incomplete === undefined ? askedAt - HISTORY_MS : oldest;
    return {
      status: 'read',
      since: new Date(since).toISOString(),
      ...(incomplete !== undefined && { incomplete }),
      unreadable,
      principals: toPrincipals(found),
      events: found.map(({ event }) => event),
    };
  };

  let token = await readPage(undefined);
  for (let page = 1; token && page < MAX_PAGES; page += 1) {
    try {
      token = await readPage(token);
    } catch (error) {
      return summarize(reasonOf(error));
    }
  }
  // AWS fills pages as it likes.
  return summarize(token && `There are more than the latest ${given} events`);
}
