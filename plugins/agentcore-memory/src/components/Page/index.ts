export { AgentCoreMemoryPage } from './AgentCoreMemoryPage';
