export { HomeWidget as Content } from './HomeWidget';
