/** A text as one word of a POSIX shell. Names and ARNs of AWS need no quotes and get none. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(text)
    ? text
    : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** A text as a double-quoted string of JSON, YAML and HCL; HCL's templates are made literal. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}

/** A text as a double-quoted YAML string. */
export function yamlText(text: string): string {
  return JSON.stringify(text);
}

/** Several texts as comment lines. */
export function comment(...lines: string[]): string {
  // A text with line breaks must not end its comment.
  return lines.map(line => `# ${line.replace(/[\p{C}\s]+/gu, ' ')}`).join('\n');
}
