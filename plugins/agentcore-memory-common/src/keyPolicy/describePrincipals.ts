import { PolicyStatement, PrincipalEntry } from './types';
import { bounded, listed, quoted } from './text';

/** Entries of a list that are named one by one; a longer list is summed up. */
const MAX_NAMED = 4;

type EntryOf<K extends PrincipalEntry['kind']> = Extract<
  PrincipalEntry,
  { kind: K }
>;

const WORDS: {
  [K in PrincipalEntry['kind']]: (entry: EntryOf<K>) => string;
} = {
  anyone: () => 'anyone',
  account: ({ accountId }) => `account ${accountId}`,
  named: ({ arn }) => bounded(arn),
  deleted: () => 'a deleted user or role',
  service: ({ service }) => bounded(service),
  federated: ({ provider }) => `identities of ${bounded(provider)}`,
  'canonical-user': ({ id }) => `canonical user ${bounded(id)}`,
  unclear: ({ text }) => quoted(text),
};

/** Whom a statement is about, in words, such as `account 111122223333 and bedrock-agentcore.amazonaws.com`. */
export function describePrincipals({ principal }: PolicyStatement): string {
  const names = principal.entries.map(entry =>
    (WORDS[entry.kind] as (e: PrincipalEntry) => string)(entry),
  );
  const who = listed([...new Set(names)], 'and', MAX_NAMED);
  return principal.negated ? `everyone but ${who}` : who;
}
