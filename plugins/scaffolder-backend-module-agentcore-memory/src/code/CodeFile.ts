/** A file of the folder that is handed to a repository. */
export interface CodeFile {
  path: string;
  content: string;
}
