import {
  AwsPlace,
  NewKey,
  NewMemory,
} from 'backstage-plugin-agentcore-memory-node';

/** What is written as code. */
export interface CodeRequest {
  place: AwsPlace;
  memory: Omit<NewMemory, 'clientToken' | 'encryptionKeyArn'>;
  /** An existing key, or one that is created with the memory. */
  key: { arn: string } | { create: NewKey };
}

/** A file of the folder that is handed to a repository. */
export interface CodeFile {
  path: string;
  content: string;
}
