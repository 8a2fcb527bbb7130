import { duplicateKey } from './duplicateKey';
import {
  PolicyParseError,
  objectAt,
  onlyKeys,
  textsAt,
} from './PolicyParseError';
import { parseConditions } from './parseConditions';
import { parsePrincipal } from './parsePrincipal';
import { ParsedKeyPolicy, PolicyPatterns, PolicyStatement } from './types';
import { quoted } from './text';
import { collapsed } from './wildcard';

// "Minimum length of 1. Maximum length of 131072": kms:PutKeyPolicy, Policy.
const MAX_LENGTH = 128 * 1024;
const VERSIONS = new Set<unknown>([undefined, '2008-10-17', '2012-10-17']);
const POLICY_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(
    ' ',
  ),
);

/** The one of two elements that is there, such as `Action` or `NotAction`. */
function eitherOf(
  statement: Record<string, unknown>,
  name: string,
  where: string,
): { element: string; negated: boolean } | undefined {
  const plain = Object.hasOwn(statement, name);
  const negated = Object.hasOwn(statement, `Not${name}`);
  if (plain && negated) {
    throw new PolicyParseError(`${where} has both ${name} and Not${name}`);
  }
  if (!plain && !negated) return undefined;
  return { element: negated ? `Not${name}` : name, negated };
}

function patternsOf(
  statement: Record<string, unknown>,
  name: string,
  where: string,
): PolicyPatterns | undefined {
  const which = eitherOf(statement, name, where);
  return (
    which && {
      negated: which.negated,
      patterns: textsAt(
        statement[which.element],
        `${where}'s ${which.element}`,
      ).map(collapsed),
    }
  );
}

function optionalText(value: unknown, where: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') {
    throw new PolicyParseError(`${where} is not text`);
  }
  return value;
}

function parseStatement(
  value: unknown,
  index: number,
  variables: boolean,
): PolicyStatement {
  const where = `statement ${index + 1}`;
  const statement = objectAt(value, where);
  onlyKeys(statement, STATEMENT_ELEMENTS, where);
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new PolicyParseError(
      effect === undefined
        ? `${where} has no Effect`
        : `${where}'s Effect is neither "Allow" nor "Deny"`,
    );
  }
  const principal = eitherOf(statement, 'Principal', where);
  if (!principal) throw new PolicyParseError(`${where} has no Principal`);
  return {
    index,
    sid: optionalText(statement.Sid, `${where}'s Sid`),
    effect,
    principal: {
      negated: principal.negated,
      entries: parsePrincipal(
        statement[principal.element],
        `${where}'s ${principal.element}`,
      ),
    },
    action: patternsOf(statement, 'Action', where),
    resource: patternsOf(statement, 'Resource', where),
    conditions: Object.hasOwn(statement, 'Condition')
      ? parseConditions(statement.Condition, `${where}'s Condition`)
      : [],
    variables,
  };
}

function parse(text: string): ParsedKeyPolicy {
  if (text.length > MAX_LENGTH) {
    throw new PolicyParseError('it is longer than the 128 KB that KMS takes');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PolicyParseError('it is not JSON');
  }
  const policy = objectAt(json, 'it');
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    throw new PolicyParseError(`${quoted(twice)} stands twice in one object`);
  }
  onlyKeys(policy, POLICY_ELEMENTS, 'it');
  if (!VERSIONS.has(policy.Version)) {
    throw new PolicyParseError('its Version is none that AWS documents');
  }
  optionalText(policy.Id, 'its Id');
  if (!Object.hasOwn(policy, 'Statement')) {
    throw new PolicyParseError('it has no Statement');
  }
  const { Statement: statements } = policy;
  const variables = policy.Version === '2012-10-17';
  return {
    kind: 'policy',
    statements: (Array.isArray(statements) ? statements : [statements]).map(
      (statement, index) => parseStatement(statement, index, variables),
    ),
  };
}

/**
 * Reads the text of a key policy. A policy with one element that is not understood is not understood at all,
 * with a reason that names the element. Never throws.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function parseKeyPolicy(text: string): ParsedKeyPolicy {
  try {
    return parse(text);
  } catch (error) {
    // Any other error is a limit of the engine, such as its stack on a text that is nested too deep.
    const why =
      error instanceof PolicyParseError
        ? error.message
        : 'it is nested too deep';
    return {
      kind: 'not-understood',
      reason: `The key policy is not understood: ${why}.`,
    };
  }
}

/** The policy behind a text; what was parsed before is not parsed again. */
export function asParsed(policy: string | ParsedKeyPolicy): ParsedKeyPolicy {
  return typeof policy === 'string' ? parseKeyPolicy(policy) : policy;
}
