import { isAccountId } from '../facts';
import {
  PolicyParseError,
  objectAt,
  onlyKeys,
  textsAt,
} from './PolicyParseError';
import { PrincipalEntry } from './types';

const ROOT = /^arn:(aws[a-z-]*):iam::(\d{12}):root$/;
const NAMED =
  /^arn:(aws[a-z-]*):(?:iam::(\d{12}):(?:role|user)|sts::(\d{12}):(?:assumed-role|federated-user))\/[^*?]+$/;
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const DELETED = /^(AIDA|AROA)[A-Z0-9]+$/;

function awsEntry(text: string): PrincipalEntry {
  if (text === '*') return { kind: 'anyone' };
  if (isAccountId(text)) return { kind: 'account', accountId: text };
  const root = ROOT.exec(text);
  if (root) {
    return { kind: 'account', accountId: root[2], partition: root[1] };
  }
  const named = NAMED.exec(text);
  if (named) {
    const accountId = named[2] ?? named[3];
    return { kind: 'named', arn: text, accountId, partition: named[1] };
  }
  return DELETED.test(text)
    ? { kind: 'deleted', id: text }
    : { kind: 'unclear', text };
}

type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

const ENTRY: Record<PrincipalType, (text: string) => PrincipalEntry> = {
  AWS: awsEntry,
  Service: service =>
    /[*?]/.test(service)
      ? { kind: 'unclear', text: service }
      : { kind: 'service', service },
  Federated: provider => ({ kind: 'federated', provider }),
  CanonicalUser: id => ({ kind: 'canonical-user', id }),
};
const TYPES = new Set(Object.keys(ENTRY));

/** The entries of a `Principal` or `NotPrincipal` element. */
export function parsePrincipal(
  value: unknown,
  where: string,
): PrincipalEntry[] {
  if (value === '*') return [{ kind: 'anyone' }];
  if (typeof value === 'string') {
    throw new PolicyParseError(`${where} is a text other than "*"`);
  }
  const types = objectAt(value, where);
  onlyKeys(types, TYPES, where);
  const names = Object.keys(types) as PrincipalType[];
  if (names.length === 0) throw new PolicyParseError(`${where} is empty`);
  return names.flatMap(type =>
    textsAt(types[type], `${where}.${type}`).map(ENTRY[type]),
  );
}
