export { MemoriesTab } from './MemoriesTab';
