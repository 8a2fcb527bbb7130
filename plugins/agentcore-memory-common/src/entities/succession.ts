import { Observed, parseMemoryArn, tagOf } from '../facts';

/** Key of the tag of a memory that is being replaced, or was: the ARN of the memory that gets its data. @public */
export const SUCCESSOR_TAG = 'agentcore-memory/successor';

/** Key of the tag of a memory that was replaced: the ARN of its successor, which has got all of its data. @public */
export const REPLACED_BY_TAG = 'agentcore-memory/replaced-by';

/** Key of the tag of a memory that replaces another: the ARN of its predecessor. @public */
export const REPLACES_TAG = 'agentcore-memory/replaces';

/** Key of the tag of a memory that replaces another: the id of the task that moved the data and holds the report. @public */
export const MIGRATION_TASK_TAG = 'agentcore-memory/migration-task';

/** Key of the tag of a memory that gets another one's data: a value that only the run knows that may write now. @public */
export const WRITER_TAG = 'agentcore-memory/writer';

/** What the tags of a memory say of its succession. Anybody who may tag it can say that, so that nothing is decided on it. */
export interface Succession {
  /** ARN of the successor. */
  replacedBy?: string;
  /** ARN of the predecessor. */
  replaces?: string;
  /** Id of the scaffolder's task that moved the data. */
  migrationTask?: string;
}

/** Reads what the tags say; what is no ARN of a memory or no id of a task is passed over. */
export function successionOf(
  tags: Observed<Readonly<Record<string, string>>>,
): Succession {
  const read = (key: string, isValid: (value: string) => boolean) => {
    const value = tagOf({ tags }, key);
    return value !== undefined && isValid(value) ? value : undefined;
  };
  const isArn = (value: string) => parseMemoryArn(value) !== undefined;
  return {
    replacedBy: read(REPLACED_BY_TAG, isArn),
    replaces: read(REPLACES_TAG, isArn),
    migrationTask: read(MIGRATION_TASK_TAG, value =>
      /^[a-zA-Z0-9-]{1,64}$/.test(value),
    ),
  };
}
