import { ExportFile } from '../api';

/** Lets the browser save a file. */
export function saveFile({ name, content }: ExportFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url));
}
