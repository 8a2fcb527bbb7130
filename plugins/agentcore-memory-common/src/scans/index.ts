export { scansResponse } from './scansResponse';
