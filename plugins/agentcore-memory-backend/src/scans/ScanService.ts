import {
  ScansRequest,
  ScansResponse,
  Scope,
  ScopeScansResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** What to scan: one scope, or every scope of every provider. */
export interface ScanServiceRequest {
  scope: Scope | 'all';
}

/** Tells how reading the scopes goes, and passes requests for scans on. */
export interface ScanService {
  /** The health of scopes that have ever reported, worst first. */
  getScans(
    request: ScansRequest,
    options: ServiceOptions,
  ): Promise<ScansResponse>;

  /** The reports of the last scans of a scope. Rejects with a `NotFoundError` when it never reported. */
  getScopeScans(
    scope: Scope,
    options: ServiceOptions,
  ): Promise<ScopeScansResponse>;

  /**
   * Asks the providers to scan now; resolves when they have been asked, not when they are done. The same
   * request within ten seconds of the one before does nothing, as the first one is still being answered.
   * Rejects with a `NotFoundError` when the scope never reported.
   */
  requestScan(
    request: ScanServiceRequest,
    options: ServiceOptions,
  ): Promise<void>;
}
