export * from './annotations';
export { entityNameOf } from './entityName';
export { parseFindings, formatFindings } from './findings';
export * from './keyEntity';
export * from './memoryEntity';
export * from './owner';
export * from './scope';
export * from './ours';
