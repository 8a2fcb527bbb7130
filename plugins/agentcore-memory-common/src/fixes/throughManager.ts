import { comment } from './escape';
import { Fix, FixContext } from './types';

/** What a fix does to the memory itself. */
type Change = 'replace' | 'strategies' | 'settings';

const NOTES: Record<Change, string> = {
  replace:
    'which has to be changed instead: it gives its memory a key when it makes one, and only it can change the strategies of this one or delete it',
  strategies:
    'which has to be changed instead: only it can change the strategies of this memory or delete it',
  settings:
    'which may set this again, so change it there. Only it can change the strategies of this memory or delete it',
};

/**
 * A fix of a memory that another resource manages, such as a harness. AWS: "strategy modifications and deletion
 * are only allowed through the managing resource".
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Memory.html
 */
export function throughManager(
  { memory: { managedBy } }: FixContext,
  change: Change,
  fix: Fix,
): Fix {
  if (managedBy.state !== 'known') return fix;
  const note = `managed by ${managedBy.value}, ${NOTES[change]}.`;
  const withNote = (snippet: string) =>
    [comment(`The memory is ${note}`), snippet].join('\n');
  return {
    text: `${fix.text} The memory is ${note}`,
    cli: withNote(fix.cli),
    cloudFormation: withNote(fix.cloudFormation),
    terraform: withNote(fix.terraform),
  };
}
