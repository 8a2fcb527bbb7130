import { aboutKey, CustomerKey } from './aboutKey';
import { described, unread } from './evidence';
import { ApprovedKeys } from './settings';
import { Rule, RuleResult } from './types';

function approvedBy(
  { key, metadata }: CustomerKey,
  approved: ApprovedKeys,
): string | undefined {
  if (approved.keyArns.includes(metadata.arn)) return 'The key is approved.';
  if (approved.accountIds.includes(metadata.accountId)) {
    return `All keys of account ${metadata.accountId} are approved.`;
  }
  const aliases = key.aliases.state === 'known' ? key.aliases.value : [];
  const alias = aliases.find(name => approved.aliases.includes(name));
  return alias && `The key's alias ${alias} is approved.`;
}

function judge(customerKey: CustomerKey): RuleResult {
  const { key, metadata, settings } = customerKey;
  const approved = settings.approvedKeys;
  const evidence = [
    ...customerKey.evidence,
    described('Arn', metadata.arn),
    ...(key.aliases.state === 'known'
      ? [
          {
            fact: 'Aliases',
            value: key.aliases.value.join(', ') || 'none',
            source: 'kms:ListAliases',
          },
        ]
      : []),
  ];
  const reason = approved && approvedBy(customerKey, approved);
  if (reason) return { outcome: 'pass', reason, evidence };
  if (
    approved &&
    approved.aliases.length > 0 &&
    key.aliases.state !== 'known'
  ) {
    return unread(
      "the key's aliases",
      key.aliases,
      'kms:ListAliases',
      evidence,
    );
  }
  return {
    outcome: 'fail',
    reason: 'The key is on no list of approved keys.',
    evidence,
  };
}

const evaluateList = aboutKey(judge);

/** Whether the key is one of those that the organisation wants to be used. */
export const keyApproved: Rule = {
  id: 'key-approved',
  title: 'The key is an approved one',
  why: 'A key that the organisation does not know is one that nobody reviews, backs up or protects from deletion.',
  evaluate: (input, settings) =>
    settings.approvedKeys
      ? evaluateList(input, settings)
      : {
          outcome: 'not-applicable',
          reason: 'No list of approved keys is configured.',
          evidence: [],
        },
};
