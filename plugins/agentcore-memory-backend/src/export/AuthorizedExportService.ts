import { PermissionsService } from '@backstage/backend-plugin-api';
import { agentCoreMemoryExportReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { ExportFilter, ExportService } from './ExportService';

/** Asks the permission framework before an export begins. Rejects with a `NotAllowedError`. */
export class AuthorizedExportService implements ExportService {
  readonly #service: ExportService;
  readonly #permissions: PermissionsService;

  constructor(service: ExportService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async open(
    format: 'csv' | 'json',
    filter: ExportFilter,
    options: ServiceOptions,
  ) {
    await authorize(
      this.#permissions,
      agentCoreMemoryExportReadPermission,
      options,
      'You may not export AgentCore memories',
    );
    return this.#service.open(format, filter, options);
  }
}
