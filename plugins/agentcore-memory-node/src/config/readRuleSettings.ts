import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ApprovedKeys,
  DEFAULT_RULE_SETTINGS,
  parseKeyArn,
  RULE_IDS,
  RuleId,
  RuleSettings,
  Severity,
} from 'backstage-plugin-agentcore-memory-common';
import { accountAt, listAt, refuseUnknownKeys } from './reading';

/** Where the rules' settings are found in the app's configuration. @public */
export const RULES_KEY = 'agentCoreMemory.rules';

const SEVERITIES: readonly string[] = [
  'fail',
  'warn',
  'off',
] satisfies Severity[];

/** What a rule can be told besides its severity. */
const OWN_KEYS: Record<RuleId, string[]> = {
  'customer-managed-key': [],
  'key-usable': [],
  'key-rotation': ['maxPeriodDays'],
  'key-policy-service-access': [],
  'key-policy-exposure': [],
  'key-approved': ['keyArns', 'accountIds', 'aliases'],
  'data-egress': [],
  'event-retention': ['maxDays'],
};

/** The settings of each rule as objects: a bare severity is one of them. */
function readRules(rules: Config): Map<RuleId, Config> {
  refuseUnknownKeys(rules, RULE_IDS, RULES_KEY);
  return new Map(
    (rules.keys() as RuleId[]).map(id => {
      const value = rules.get(id);
      const config =
        typeof value === 'string'
          ? new ConfigReader({ severity: value })
          : rules.getConfig(id);
      refuseUnknownKeys(
        config,
        ['severity', ...OWN_KEYS[id]],
        `${RULES_KEY}.${id}`,
      );
      return [id, config];
    }),
  );
}

function severityOf(id: RuleId, config: Config): Severity | undefined {
  const severity = config.getOptional('severity');
  if (severity === undefined) return undefined;
  if (typeof severity !== 'string' || !SEVERITIES.includes(severity)) {
    throw new InputError(
      `"${String(
        severity,
      )}" at "${RULES_KEY}.${id}" is not one of ${SEVERITIES.join(', ')}`,
    );
  }
  if (id === 'customer-managed-key' && severity === 'off') {
    throw new InputError(
      `"${RULES_KEY}.${id}" can't be off: a scorecard of encryption without it would say nothing`,
    );
  }
  return severity as Severity;
}

function daysAt(
  rules: Map<RuleId, Config>,
  id: RuleId,
  key: string,
): number | undefined {
  const days = rules.get(id)?.getOptionalNumber(key);
  if (days !== undefined && !(Number.isInteger(days) && days > 0)) {
    throw new InputError(
      `"${RULES_KEY}.${id}.${key}" must be a whole number of days above 0, not ${days}`,
    );
  }
  return days;
}

function readApprovedKeys(
  config: Config | undefined,
): ApprovedKeys | undefined {
  const path = `${RULES_KEY}.key-approved`;
  const lists = OWN_KEYS['key-approved'].map(key =>
    config ? listAt(config, key)?.map(String) : undefined,
  );
  if (lists.every(list => list === undefined)) return undefined;
  const [keyArns = [], accountIds = [], aliases = []] = lists;
  keyArns.forEach((arn, index) => {
    if (!parseKeyArn(arn)?.resource.startsWith('key/')) {
      throw new InputError(
        `"${arn}" at "${path}.keyArns[${index}]" is not the ARN of a KMS key`,
      );
    }
  });
  accountIds.forEach((id, index) =>
    accountAt(`${path}.accountIds[${index}]`, id),
  );
  aliases.forEach((alias, index) => {
    if (!/^alias\/[A-Za-z0-9/_-]+$/.test(alias)) {
      throw new InputError(
        `"${alias}" at "${path}.aliases[${index}]" is not the name of an alias, such as alias/agents`,
      );
    }
  });
  return { keyArns, accountIds, aliases };
}

/** Reads what the rules ask for; nothing configured is fine. Throws `InputError` naming the key that is wrong. @public */
export function readRuleSettings(root: Config): RuleSettings {
  const config = root.getOptionalConfig(RULES_KEY);
  if (!config) return DEFAULT_RULE_SETTINGS;
  const rules = readRules(config);
  return {
    severity: Object.fromEntries(
      [...rules].flatMap(([id, rule]) => {
        const severity = severityOf(id, rule);
        return severity ? [[id, severity]] : [];
      }),
    ),
    maxRotationDays:
      daysAt(rules, 'key-rotation', 'maxPeriodDays') ??
      DEFAULT_RULE_SETTINGS.maxRotationDays,
    maxEventDays: daysAt(rules, 'event-retention', 'maxDays'),
    approvedKeys: readApprovedKeys(rules.get('key-approved')),
  };
}
