import {
  CreationPreview,
  TargetKeysResponse,
  TargetsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';
import { ServiceOptions } from '../authorize';

/** Tells the form of a new memory where it may be, which keys there are, and what verdict it will have. */
export interface TargetService {
  /** Where the caller may create memories for an owner. */
  getTargets(owner: string, options: ServiceOptions): Promise<TargetsResponse>;

  /**
   * The keys of a place, and whether a memory there would be compliant with each. Rejects with a `NotAllowedError` where
   * the caller may not create memories there for the owner, or nothing covers the place.
   */
  getKeys(
    place: AwsPlace,
    owner: string,
    options: ServiceOptions,
  ): Promise<TargetKeysResponse>;

  /**
   * What `agentcore-memory:create` would do with an input, `agentcore-memory:write-code` where it names a language, or
   * `agentcore-memory:migrate` where it names a memory. Changes nothing.
   */
  preview(
    place: AwsPlace,
    input: object,
    options: ServiceOptions,
  ): Promise<CreationPreview>;
}
