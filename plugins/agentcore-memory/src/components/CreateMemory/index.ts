export {
  keyPickerField,
  strategiesField,
  targetPickerField,
  verdictField,
} from './fields';
