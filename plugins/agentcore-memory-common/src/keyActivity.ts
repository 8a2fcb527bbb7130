/**
 * Who used a KMS key and when, as AWS tells it. Both halves are read, and may be unknown, each by itself.
 *
 * @public
 */
export interface KeyActivity {
  /** ARN of the key. */
  keyArn: string;
  /** The last use that KMS knows of. */
  lastUsage: KeyLastUsage;
  /** All that CloudTrail's event history has. */
  history: KeyHistory;
}

/** What was asked of AWS and is not known. @public */
export interface UnknownActivity {
  /** Tells it from what was read. */
  status: 'unknown';
  /** ISO 8601: when AWS was asked. */
  readAt: string;
  /** Why, in words that are fit for people. */
  reason: string;
}

/** The last successful cryptographic operation with a key, as KMS tracks it. @public */
export type KeyLastUsage =
  | {
      /** Tells it from what is unknown. */
      status: 'read';
      /** ISO 8601: when AWS was asked. */
      readAt: string;
      /** ISO 8601: KMS knows nothing of earlier uses. The day of the key's creation, if it was tracked from then on. */
      trackedSince: string;
      /** The last use; left out: the key was not used since `trackedSince`. */
      last?: {
        /** Name of the operation, such as `Decrypt`. */
        operation: string;
        /** ISO 8601. */
        at: string;
      };
    }
  | UnknownActivity;

/**
 * The calls about a key in its own account and region, of at most the last 90 days: uses, changes and questions alike. AWS is
 * some minutes late with them.
 *
 * @public
 */
export type KeyHistory =
  | {
      /** Tells it from what is unknown. */
      status: 'read';
      /** ISO 8601: when AWS was asked. */
      readAt: string;
      /** ISO 8601: nothing is said of earlier calls. */
      since: string;
      /** Why calls before `since` were not read though AWS has some, in words; left out: all of the 90 days were read. */
      incomplete?: string;
      /** How many more events AWS gave that are not understood: they may be calls of anybody. */
      unreadable: number;
      /** All who made these calls; who made the latest one is first. */
      principals: KeyPrincipal[];
      /** The calls, the latest first. */
      events: KeyEvent[];
    }
  | UnknownActivity;

/** One who made calls about a key; by itself and through each service it is one each. @public */
export interface KeyPrincipal {
  /**
   * As AWS names it: the ARN of a user or of a role's session; a service, such as `bedrock-agentcore.amazonaws.com`; of
   * another account only the unique id.
   */
  name: string;
  /** Kind of identity in CloudTrail's spelling, such as `AssumedRole`, `AWSService` or `AWSAccount`. */
  type: string;
  /** Twelve-digit id of its AWS account. */
  accountId?: string;
  /** The AWS service that made the calls for it. */
  via?: string;
  /** Names of the operations, sorted; with a service that is not KMS, such as `ec2:CreateVolume`. */
  operations: string[];
  /** How many calls. */
  count: number;
  /** How many of them failed: AWS denied them, or the key could not be used. */
  failed: number;
  /** ISO 8601: the first call. */
  firstAt: string;
  /** ISO 8601: the latest call. */
  lastAt: string;
}

/** One call about a key. @public */
export interface KeyEvent {
  /** CloudTrail's id of the event. */
  id: string;
  /** ISO 8601. */
  at: string;
  /** As in `KeyPrincipal.operations`. */
  operation: string;
  /** Name of the principal. */
  principal: string;
  /** The AWS service that made the call for the principal. */
  via?: string;
  /** Why it failed, in AWS's spelling, such as `AccessDenied` or `DisabledException`; left out: it did not. */
  errorCode?: string;
}
