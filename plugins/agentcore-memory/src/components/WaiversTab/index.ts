export { WaiversTab } from './WaiversTab';
