import { ExportFile } from '../api';

const REVOKE_AFTER_MS = 60_000;

/** Lets the browser save a file. */
export function saveFile({ name, content }: ExportFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read it only later.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
