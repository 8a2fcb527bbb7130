import { SandboxProcess } from './SandboxProcess';
import { StandInPortal } from './StandInPortal';
import { PUBLISHED_REGIONS } from 'backstage-plugin-agentcore-memory-node';
import { measure } from './measure';
import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
const [accounts, regions, memories] = process.argv.slice(2).map(Number);
(async () => {
  const size = { accounts, regions: PUBLISHED_REGIONS.slice(0, regions), memories };
  const sandbox = await SandboxProcess.start(['--seed','large','--accounts',String(accounts),'--regions',size.regions.join(','),'--memories',String(memories),'--latency','40','--quotas','documented']);
  const portal = await StandInPortal.start(sandbox, size);
  console.log('cold', await portal.scan());
  console.log('quiet', await portal.scan());
  console.log('republish', await measure(() => portal.restart({ ...DEFAULT_RULE_SETTINGS, maxEventDays: 10 })), portal.catalog.handedOver);
  await portal.stop(); await sandbox.stop(); process.exit(0);
})();
