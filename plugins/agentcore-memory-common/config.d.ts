export interface Config {
  agentCoreMemory?: {
    /**
     * How the rules count, by rule id. `fail` raises a rule's warnings, `warn` lowers its failures, `off`
     * leaves it out; `customer-managed-key` can't be off. An object holds a rule's own settings.
     */
    rules?: {
      'customer-managed-key'?: 'fail' | 'warn' | { severity?: 'fail' | 'warn' };
      'key-usable'?:
        | 'fail'
        | 'warn'
        | 'off'
        | { severity?: 'fail' | 'warn' | 'off' };
      'key-rotation'?:
        | 'fail'
        | 'warn'
        | 'off'
        | {
            severity?: 'fail' | 'warn' | 'off';
            /** The longest rotation period of a key, in days. Default: 365. */
            maxPeriodDays?: number;
          };
      'key-policy-service-access'?:
        | 'fail'
        | 'warn'
        | 'off'
        | { severity?: 'fail' | 'warn' | 'off' };
      'key-policy-exposure'?:
        | 'fail'
        | 'warn'
        | 'off'
        | {
            severity?: 'fail' | 'warn' | 'off';
            /** Accounts that a key policy may let in as a whole, in quotes; also one text with commas. Default: none. */
            trustedAccounts?: string | string[];
            /**
             * Ids of organisations that a key policy may let in, such as `o-a1b2c3d4e5`; also one text with commas.
             * Default: each that the policy names.
             */
            trustedOrganizations?: string | string[];
          };
      'key-approved'?:
        | 'fail'
        | 'warn'
        | 'off'
        | {
            severity?: 'fail' | 'warn' | 'off';
            /** ARNs of approved keys; also one text with commas. A key that matches one entry of one list is approved. */
            keyArns?: string | string[];
            /** Accounts all of whose keys are approved, in quotes; also one text with commas. */
            accountIds?: string | string[];
            /** Alias names of approved keys in their own account, such as `alias/agents`; also one text with commas. */
            aliases?: string | string[];
          };
      'data-egress'?:
        | 'fail'
        | 'warn'
        | 'off'
        | { severity?: 'fail' | 'warn' | 'off' };
      'event-retention'?:
        | 'fail'
        | 'warn'
        | 'off'
        | {
            severity?: 'fail' | 'warn' | 'off';
            /** The longest retention of events, in days. Default: none, and the rule does not apply. */
            maxDays?: number;
          };
    };
  };
}
