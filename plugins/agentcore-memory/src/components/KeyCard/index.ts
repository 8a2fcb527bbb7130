export { KeyCard } from './KeyCard';
