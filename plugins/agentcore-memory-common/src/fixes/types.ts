import { KeyFacts, MemoryFacts } from '../facts';
import { RuleSettings } from '../rules';

/**
 * What the owner can do about a finding, for this very memory.
 *
 * The snippets are what they say they are: where a tool can't do it, its snippet says so in a comment.
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
  terraform: string;
  /** Whether the only way is a new memory, since AWS takes a key at creation only. */
  replacesMemory: boolean;
}

/** What a fix is made from. @public */
export interface FixInput {
  memory: MemoryFacts;
  key?: KeyFacts;
  settings: RuleSettings;
}
