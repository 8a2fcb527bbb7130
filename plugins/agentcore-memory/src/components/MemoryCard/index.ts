export { MemoryCard } from './MemoryCard';
