/** The keys that the organisation approves; a key that matches one entry of one list is approved. @public */
export interface ApprovedKeys {
  /** ARNs of approved keys. */
  keyArns: readonly string[];
  /** Accounts all of whose keys are approved. */
  accountIds: readonly string[];
  /** Alias names in the key's own account, with their `alias/` prefix. */
  aliases: readonly string[];
}

/** The settings of `key-approved`; fixes that replace a memory propose an approved key as well. @public */
export interface ApprovalSettings {
  /** `undefined`: the rule does not apply. */
  approvedKeys?: ApprovedKeys;
}
