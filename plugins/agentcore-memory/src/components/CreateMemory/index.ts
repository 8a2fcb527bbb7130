export {
  keyPickerField,
  memoryPickerField,
  strategiesField,
  targetPickerField,
  verdictField,
} from './fields';
