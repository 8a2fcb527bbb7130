export { BlastRadiusView } from './BlastRadiusView';
