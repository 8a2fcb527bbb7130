import { AwsError } from '../http/awsError';
import { InputReader } from '../http/InputReader';
import { Operation } from '../http/operation';
import { pageScope, takePage } from '../http/paging';
import { recordedKey } from './recordedKey';
import { CloudTrailRecord, RecordedEvent } from './types';

const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
const MAX_RESULTS = 50;

const ERRORS: Readonly<Record<string, string>> = {
  EventCategory: 'InvalidEventCategoryException',
  MaxResults: 'InvalidMaxResultsException',
  NextToken: 'InvalidNextTokenException',
  StartTime: 'InvalidTimeRangeException',
  EndTime: 'InvalidTimeRangeException',
};

function invalid(member: string, message: string): AwsError {
  return new AwsError(
    ERRORS[member] ?? 'InvalidLookupAttributesException',
    400,
    `${member} ${message}`,
  );
}

/** E.g. the name of a user, or of the session of a role. */
function userNameOf({ userIdentity }: CloudTrailRecord): string | undefined {
  const { type, userName, arn } = userIdentity;
  if (type === 'Root') return 'root';
  return userName ?? arn?.slice(arn.lastIndexOf('/') + 1);
}

/** What the attributes of a lookup are compared with. */
const ATTRIBUTES = {
  AccessKeyId: record => [record.userIdentity.accessKeyId],
  EventId: record => [record.eventID],
  EventName: record => [record.eventName],
  EventSource: record => [record.eventSource],
  ReadOnly: record => [String(record.readOnly)],
  ResourceName: record => record.resources.map(({ ARN }) => ARN),
  ResourceType: record => record.resources.map(({ type }) => type),
  Username: record => [userNameOf(record)],
} satisfies Record<
  string,
  (record: CloudTrailRecord) => (string | undefined)[]
>;

const ATTRIBUTE_KEYS = Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[];

function readAttribute(reader: InputReader) {
  const [attribute] = reader.records('LookupAttributes', 0, 1) ?? [];
  if (!attribute) return undefined;
  const attributeReader = new InputReader(attribute, invalid);
  attributeReader.requiredString('AttributeKey');
  return {
    key: attributeReader.choice('AttributeKey', ATTRIBUTE_KEYS)!,
    value: attributeReader.requiredString('AttributeValue', {
      min: 1,
      max: 2000,
    }),
  };
}

/** The range that is asked for, within the 90 days that are kept; epoch milliseconds. */
function readRange(reader: InputReader, now: number) {
  const oldest = now - HISTORY_MS;
  const start = reader.timestamp('StartTime') ?? oldest;
  const end = reader.timestamp('EndTime') ?? now;
  if (start > end) throw invalid('StartTime', 'must not be after EndTime');
  if (start < oldest) {
    throw invalid('StartTime', 'must not be more than 90 days ago');
  }
  return { start, end };
}

function toApi({ record, json }: RecordedEvent) {
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    AccessKeyId: record.userIdentity.accessKeyId,
    EventTime: Date.parse(record.eventTime) / 1000,
    EventSource: record.eventSource,
    Username: userNameOf(record),
    Resources: record.resources.map(({ type, ARN }) => ({
      ResourceType: type,
      ResourceName: ARN,
    })),
    CloudTrailEvent: json,
  };
}

/** LookupEvents: the management events of the account in the region, of the last 90 days, the newest first. */
export const lookupEvents: Operation = ({ state, place, input, now }) => {
  const reader = new InputReader(input, invalid);
  const attribute = readAttribute(reader);
  const { start, end } = readRange(reader, now);
  const limit = reader.integer('MaxResults', 1, MAX_RESULTS) ?? MAX_RESULTS;
  const isInsight = reader.choice('EventCategory', ['insight']) !== undefined;
  const { history } = state.store(place);
  const isWanted = ({ record }: RecordedEvent) => {
    const at = Date.parse(record.eventTime);
    return (
      // Management events only are recorded.
      !isInsight &&
      at >= start &&
      at <= end &&
      (!attribute ||
        ATTRIBUTES[attribute.key](record).includes(attribute.value))
    );
  };
  const { items, nextToken } = takePage(
    {
      scope: pageScope(
        `LookupEvents/${JSON.stringify([
          attribute,
          input.StartTime,
          input.EndTime,
          isInsight,
        ])}`,
        place,
      ),
      token: reader.string('NextToken'),
      limit,
      invalidToken: () => invalid('NextToken', 'is not one of this lookup'),
    },
    recordedKey,
    function* after(key) {
      for (const event of history.backwards(key)) {
        if (isWanted(event)) yield event;
      }
    },
  );
  return { body: { Events: items.map(toApi), NextToken: nextToken } };
};
