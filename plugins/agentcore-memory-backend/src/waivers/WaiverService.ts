import {
  Waiver,
  WaiverRequest,
  WaiversRequest,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** Waivers, as far as the caller may read what they are about. Changes are put on record in the audit log. */
export interface WaiverService {
  list(
    request: WaiversRequest,
    options: ServiceOptions,
  ): Promise<WaiversResponse>;

  /**
   * Asks for a waiver. Rejects with an `InputError` that names the field, a `NotAllowedError`, or a `ConflictError` where
   * there is one already.
   */
  request(request: WaiverRequest, options: ServiceOptions): Promise<Waiver>;

  /** Approves or rejects. Rejects with a `NotFoundError`, `NotAllowedError` or `ConflictError`. */
  decide(
    id: string,
    outcome: 'approved' | 'rejected',
    reason: string | undefined,
    options: ServiceOptions,
  ): Promise<Waiver>;

  /** Takes back. Rejects as `decide` does. */
  revoke(id: string, reason: string, options: ServiceOptions): Promise<Waiver>;
}
