/* eslint-disable @backstage/no-relative-monorepo-imports --
   What the plugins do not export is what is measured. */
export { HistoryReader } from '../../plugins/agentcore-memory-backend/src/history/HistoryReader';
export {
  toScanRow,
  type ScanRow,
} from '../../plugins/agentcore-memory-backend/src/scans/scanRows';
export { ScanStore } from '../../plugins/agentcore-memory-backend/src/scans/ScanStore';
export { DefaultScorecardService } from '../../plugins/agentcore-memory-backend/src/scorecards/DefaultScorecardService';
export { createSnapshotReader } from '../../plugins/agentcore-memory-backend/src/scorecards/MemorySnapshot';
export { ReadableEntities } from '../../plugins/agentcore-memory-backend/src/scorecards/ReadableEntities';
export { ScorecardReader } from '../../plugins/agentcore-memory-backend/src/scorecards/ScorecardReader';
export { SnapshotCache } from '../../plugins/agentcore-memory-backend/src/scorecards/SnapshotCache';
export { WaiverReader } from '../../plugins/agentcore-memory-backend/src/waivers/WaiverReader';
export { WaiverStore } from '../../plugins/agentcore-memory-backend/src/waivers/WaiverStore';
export { copyContents } from '../../plugins/scaffolder-backend-module-agentcore-memory/src/migration/copyContents';
