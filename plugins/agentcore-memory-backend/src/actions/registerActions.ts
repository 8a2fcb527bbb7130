import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EvidenceReader } from '../export/EvidenceReader';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { ScorecardService } from '../scorecards/ScorecardService';
import { registerExplainMemory } from './registerExplainMemory';
import { registerGetKeyBlastRadius } from './registerGetKeyBlastRadius';
import { registerGetScorecard } from './registerGetScorecard';
import { registerListFailingMemories } from './registerListFailingMemories';

/** What the actions ask. */
export interface ActionServices {
  catalog: CatalogService;
  evidence: EvidenceReader;
  reader: ScorecardReader;
  /** The service that asks for the caller's permission. */
  scorecards: ScorecardService;
}

/** Registers the actions that assistants call. All of them only read, with the permissions of whoever asks. */
export function registerActions(
  registry: ActionsRegistryService,
  services: ActionServices,
): void {
  registerGetScorecard(registry, services);
  registerListFailingMemories(registry, services);
  registerExplainMemory(registry, services);
  registerGetKeyBlastRadius(registry, services);
}
