import { AwsError } from '../http/awsError';
import { InputReader, Input } from '../http/InputReader';
import { Operation } from '../http/operation';
import { pageScope, paginate, sequenceKey } from '../http/paging';
import { parseArn } from '../state/arn';

interface Tagged {
  arn: string;
  tags: Record<string, string>;
  sequence: number;
}

interface TagFilter {
  key: string;
  values: string[];
}

const DEFAULT_PAGE_SIZE = 50;

function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}

function readInput(input: Input): InputReader {
  return new InputReader(input, (member, message) =>
    invalidParameter(`${member} ${message}`),
  );
}

function readTagFilters(reader: InputReader): TagFilter[] {
  return (reader.records('TagFilters', 0, 50) ?? []).map(filter => {
    const filterReader = readInput(filter);
    return {
      key: filterReader.requiredString('Key', { min: 1, max: 128 }),
      values: filterReader.strings('Values', 0, 20) ?? [],
    };
  });
}

function hasType(arn: string, type: string): boolean {
  const parts = parseArn(arn);
  const resourceType = `${parts?.service}:${parts?.resource.split('/')[0]}`;
  return type === parts?.service || type === resourceType;
}

function passes({ tags }: Tagged, { key, values }: TagFilter): boolean {
  return (
    Object.hasOwn(tags, key) &&
    (values.length === 0 || values.includes(tags[key]))
  );
}

function toMapping({ arn, tags }: Tagged) {
  return {
    ResourceARN: arn,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/**
 * GetResources: memories, keys and other known resources of the account in the region that have or ever had a tag.
 *
 * @remarks
 * A resource that never had a tag is not listed. One whose tags were removed is listed without tags, unless filtered by tag.
 */
export const getResources: Operation = ({ state, place, input }) => {
  const reader = readInput(input);
  const types = reader.strings('ResourceTypeFilters', 0, 100) ?? [];
  const arns = reader.strings('ResourceARNList', 1, 100);
  const filters = readTagFilters(reader);
  if (arns && Object.keys(input).some(key => key !== 'ResourceARNList')) {
    throw invalidParameter(
      'ResourceARNList cannot be combined with filters or pagination',
    );
  }
  if (reader.integer('TagsPerPage', 100, 500) !== undefined) {
    throw invalidParameter('The sandbox does not page by TagsPerPage');
  }
  const store = state.store(place);
  const items: Tagged[] = [
    ...store.memories.values(),
    ...store.keys.values(),
    ...store.otherTags.values(),
  ]
    .filter(({ everTagged }) => everTagged)
    .filter(({ arn }) => !arns || arns.includes(arn))
    .filter(
      ({ arn }) => !types.length || types.some(type => hasType(arn, type)),
    )
    .filter(resource => filters.every(filter => passes(resource, filter)));
  const { items: page, nextToken } = paginate({
    items,
    sortKey: sequenceKey,
    limit: arns
      ? 100
      : reader.integer('ResourcesPerPage', 1, 100) ?? DEFAULT_PAGE_SIZE,
    scope: pageScope(`GetResources/${JSON.stringify([types, filters])}`, place),
    // The service returns an empty token on the last page, and accepts one.
    token: reader.string('PaginationToken') || undefined,
    invalidToken: () => invalidParameter('Invalid PaginationToken'),
  });
  return {
    body: {
      ResourceTagMappingList: page.map(toMapping),
      PaginationToken: nextToken ?? '',
    },
  };
};
