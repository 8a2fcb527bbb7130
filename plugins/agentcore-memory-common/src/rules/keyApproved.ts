import { InputError } from '@backstage/errors';
import { isAliasName, parseKeyArn } from '../facts';
import { replaceMemory } from '../fixes';
import { ApprovalSettings, ApprovedKeys } from './approvedKeys';
import { fromDescribeKey, unreadResult } from './evidence';
import { CustomerKey, forCustomerKey } from './keySituation';
import { accountsAt, SettingsParser, textsAt } from './parseSettings';
import { Rule, RuleResult } from './types';

const SETTINGS: SettingsParser<ApprovalSettings> = {
  keys: ['keyArns', 'accountIds', 'aliases'],
  parse(raw, path) {
    const keyArns = textsAt(raw, 'keyArns', path);
    const accountIds = accountsAt(raw, 'accountIds', path);
    const aliases = textsAt(raw, 'aliases', path);
    if (!keyArns && !accountIds && !aliases) return { approvedKeys: undefined };
    keyArns?.forEach((arn, index) => {
      if (!parseKeyArn(arn)?.resource.startsWith('key/')) {
        throw new InputError(
          `"${arn}" at "${path}.keyArns[${index}]" is not the ARN of a KMS key`,
        );
      }
    });
    aliases?.forEach((alias, index) => {
      if (!isAliasName(alias)) {
        throw new InputError(
          `"${alias}" at "${path}.aliases[${index}]" is not the name of an alias, such as alias/agents`,
        );
      }
    });
    return {
      approvedKeys: {
        keyArns: keyArns ?? [],
        accountIds: accountIds ?? [],
        aliases: aliases ?? [],
      },
    };
  },
};

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

function judge(
  customerKey: CustomerKey,
  { approvedKeys: approved }: ApprovalSettings,
): RuleResult {
  const { key, metadata } = customerKey;
  const evidence = [
    ...customerKey.evidence,
    fromDescribeKey('Arn', metadata.arn),
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
    return unreadResult(
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

const evaluateList = forCustomerKey(judge);

/** Whether the key is one of those that the organisation wants to be used. */
export const keyApproved: Rule<'key-approved', ApprovalSettings> = {
  id: 'key-approved',
  title: 'The key is an approved one',
  why: 'A key that the organisation does not know is one that nobody reviews, backs up or protects from deletion.',
  settings: SETTINGS,
  evaluate: (input, settings) =>
    settings.approvedKeys
      ? evaluateList(input, settings)
      : {
          outcome: 'not-applicable',
          reason: 'No list of approved keys is configured.',
          evidence: [],
        },
  fix: (input, { approvedKeys }) =>
    replaceMemory(input, 'Only an approved key is wanted.', approvedKeys),
};
