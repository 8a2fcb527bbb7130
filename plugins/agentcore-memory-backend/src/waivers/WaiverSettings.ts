import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ownerRefOf,
  RULE_IDS,
  RuleId,
} from 'backstage-plugin-agentcore-memory-common';

const KEY = 'agentCoreMemory.waivers';
const KEYS = ['maxDays', 'approvers', 'ownApproval', 'notWaivable'];
const DEFAULT_MAX_DAYS = 90;
/** An exception has to be asked for again after a year at the latest. */
const MOST_DAYS = 366;

/** How waivers are granted. */
export interface WaiverSettings {
  /** The most days that a waiver may hold, counted from the day on which it is asked for. */
  maxDays: number;
  /** Full refs of groups and users whose members decide where the permission policy gives no conditions. */
  approvers: readonly string[];
  /** Whether somebody may approve what they asked for. */
  ownApproval: boolean;
  /** Rules that can't be waived. */
  notWaivable: readonly RuleId[];
}

/** Reads `agentCoreMemory.waivers`. Throws an `InputError` naming the key that is wrong. */
export function readWaiverSettings(root: Config): WaiverSettings {
  const config = root.getOptionalConfig(KEY);
  const other = config?.keys().find(key => !KEYS.includes(key));
  if (other) throw new InputError(`"${KEY}.${other}" is not a setting`);
  const maxDays = config?.getOptionalNumber('maxDays') ?? DEFAULT_MAX_DAYS;
  if (!Number.isInteger(maxDays) || maxDays < 1 || maxDays > MOST_DAYS) {
    throw new InputError(
      `"${KEY}.maxDays" must be a whole number from 1 to ${MOST_DAYS}`,
    );
  }
  const approvers = (config?.getOptionalStringArray('approvers') ?? []).map(
    ref => {
      const owner = ownerRefOf(ref);
      if (!owner) {
        throw new InputError(
          `"${ref}" in "${KEY}.approvers" is not a group or user`,
        );
      }
      return owner;
    },
  );
  const notWaivable = (config?.getOptionalStringArray('notWaivable') ?? []).map(
    id => {
      const rule = RULE_IDS.find(one => one === id);
      if (!rule) {
        throw new InputError(`"${id}" in "${KEY}.notWaivable" is not a rule`);
      }
      return rule;
    },
  );
  return {
    maxDays,
    approvers,
    ownApproval: config?.getOptionalBoolean('ownApproval') ?? false,
    notWaivable,
  };
}
