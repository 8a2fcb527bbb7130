import {
  Finding,
  RuleSettings,
  TargetKey,
  TargetKeyReason,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  assessKey,
  KeyReading,
  refusedFor,
} from 'backstage-plugin-agentcore-memory-node';

function toReason({ rule, reason }: Finding): TargetKeyReason {
  return { rule, reason };
}

/**
 * A key as the form shows it: by the scorecard's own findings on a memory of the place.
 *
 * @param withheld - whether the caller may not know what the key is like
 */
export function toTargetKey(
  place: AwsPlace,
  key: KeyReading,
  options: { rules: RuleSettings; withheld: boolean },
): TargetKey {
  const { rules, withheld } = options;
  const findings = assessKey(place, key, rules);
  const refused = refusedFor({ findings }, rules).findings;
  const warnings = findings.filter(
    finding =>
      (finding.outcome === 'warn' || finding.outcome === 'unknown') &&
      !refused.includes(finding),
  );
  return {
    arn: key.arn,
    aliases: key.aliases.state === 'known' ? key.aliases.value : [],
    usable: refused.length === 0,
    reasons: withheld ? [] : refused.map(toReason),
    warnings: withheld ? [] : warnings.map(toReason),
    withheld,
  };
}

/** Usable keys first, each part by alias; keys without one last. */
export function compareTargetKeys(a: TargetKey, b: TargetKey): number {
  if (a.usable !== b.usable) return a.usable ? -1 : 1;
  const [x, y] = [a, b].map(({ aliases, arn }) =>
    aliases.length > 0 ? `0 ${aliases[0]}` : `1 ${arn}`,
  );
  return x < y ? -1 : 1;
}
