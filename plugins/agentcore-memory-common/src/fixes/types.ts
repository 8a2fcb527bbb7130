import { KeyDetails, MemorySettings, Observed } from '../facts';
import { StatementRef } from '../keyPolicy';

/**
 * What the owner can do about a finding, for this very memory.
 *
 * Where a tool can't do it, its snippet is a comment that says so.
 *
 * @public
 */
export interface Fix {
  /** In plain words. */
  text: string;
  /** For a shell with the AWS CLI, version 2. */
  cli: string;
  /** YAML, for a CloudFormation template. */
  cloudFormation: string;
  /** A snippet of Terraform. */
  terraform: string;
}

/** What a fix needs to know of a memory; a `MemoryEntity` has it all. @public */
export interface FixableMemory {
  /** ARN of the memory. */
  arn: string;
  /** Id of the memory. */
  memoryId: string;
  /** The memory's own account and region. */
  scope: { accountId: string; region: string };
  /** Settings of the memory. */
  details: Observed<MemorySettings>;
  /** ARN of the resource that alone may change or delete the memory. */
  managedBy: Observed<string>;
}

/** What a fix needs to know of a key; a `KeyEntity` has it all. @public */
export interface FixableKey {
  /** ARN of the key itself. */
  arn: string;
  /** The key's own region. */
  scope: { region: string };
  /** What kind of key it is. */
  details: Observed<KeyDetails>;
}

/** What the fix of one finding is made from. */
export interface FixContext {
  memory: FixableMemory;
  /** Left out: the memory has none that is known. */
  key?: FixableKey;
  /** The statements of the key policy that the finding is about. */
  statements?: readonly StatementRef[];
}
