import { KeyMetadata } from '../facts';
import { Outcome } from '../outcome';

/** One statement of a key policy, so that a person and a command can find it. @public */
export interface StatementRef {
  /** From 0. */
  index: number;
  /** Its Sid in quotation marks, bounded; else its number, from 1. */
  name: string;
  /** Its Sid, where no other statement of the policy has it. */
  sid?: string;
}

/** What a key policy says to a request. */
export type Decision = 'allowed' | 'denied' | 'not-allowed' | 'undecidable';

/** A statement that decided, and how. */
export interface DecidingStatement {
  /** From 0. */
  index: number;
  /** Its Sid, bounded; else its number, from 1. */
  name: string;
  effect: 'Allow' | 'Deny';
  /** Whether it applies for sure. */
  sure: boolean;
  /** In plain words. */
  reason: string;
}

/** What every request to a key carries, whoever makes it. */
export interface KeyFactsOfRequest {
  /** The ARN of the key itself, not of an alias. */
  keyArn: string;
  /** Left out: nothing is known of it. */
  key?: Pick<KeyMetadata, 'spec' | 'usage' | 'origin' | 'multiRegion'>;
  /** `YYYY-MM-DD`, UTC. Left out: conditions on the time can't be decided. */
  today?: string;
}

/** Whose access to a key is in question. */
export interface ServiceAccessFacts extends KeyFactsOfRequest {
  memoryAccountId: string;
  memoryRegion: string;
  /** Default: that of the key. */
  partition?: string;
}

/** The two ways in which AgentCore can come to use a key. */
export type ServiceAccessWay = 'service-principal' | 'account-callers';

/** The six actions that AgentCore needs, as AWS lists them, with the operations behind each. */
export const SIX_ACTIONS = {
  'kms:CreateGrant': ['kms:CreateGrant'],
  'kms:Decrypt': ['kms:Decrypt'],
  'kms:DescribeKey': ['kms:DescribeKey'],
  'kms:GenerateDataKey': ['kms:GenerateDataKey'],
  'kms:GenerateDataKeyWithoutPlaintext': [
    'kms:GenerateDataKeyWithoutPlaintext',
  ],
  'kms:ReEncrypt*': ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
} as const;

/** One of the six actions that AgentCore needs. */
export type ServiceAction = keyof typeof SIX_ACTIONS;

/** The six actions, in AWS's order. */
export const SERVICE_ACTIONS = Object.keys(SIX_ACTIONS) as ServiceAction[];

/** What becomes of one action on each way. */
export type ActionAccess = { action: ServiceAction } & Record<
  ServiceAccessWay,
  Decision
>;

/** Whether AgentCore may use a key for memories of one account and region. */
export interface ServiceAccess {
  outcome: 'pass' | 'warn' | 'unknown';
  /** One or two sentences. */
  reason: string;
  /** The way that admits all six, where there is one for sure. */
  way?: ServiceAccessWay;
  /** The ARN of the caller whom the policy names; none: the account's IAM policies decide. Only on `pass`. */
  caller?: string;
  /** Empty where the policy was not understood. */
  perAction: ActionAccess[];
  /** The statements that decided, in the order of the policy, each once. */
  statements: DecidingStatement[];
}

/**
 * The actions that lead to the plaintext: decrypting, encrypting anew under a key of one's own, and giving
 * either right to oneself.
 */
export const PLAINTEXT_ACTIONS = [
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
] as const;

/** An action that leads to the plaintext. */
export type PlaintextAction = (typeof PLAINTEXT_ACTIONS)[number];

/** One Allow through which an unexpected principal may reach the plaintext. */
export interface Opening {
  outcome: Exclude<Exposure['outcome'], 'pass'>;
  /** From 0. */
  index: number;
  /** Its Sid, bounded; else its number, from 1. */
  statement: string;
  actions: PlaintextAction[];
  /** Whether it lets somebody in for sure whom the outcome is about. */
  sure: boolean;
  /** In words. */
  principals: string;
  /** Its conditions in words, whether they narrow who or only how. */
  narrowedBy: string[];
  /** The whole accounts that are neither the key's own, nor a memory's, nor trusted. */
  accountIds: string[];
  /** The organisations that are not trusted, where it is configured which are. */
  organizationIds: string[];
}

/** Who may reach the plaintext that a key protects. */
export interface Exposure {
  outcome: Exclude<Outcome, 'not-applicable'>;
  reason: string;
  /** In the order of the policy. */
  open: Opening[];
}

/** Whose key it is, whose memories it protects, and who else is trusted. */
export interface ExposureFacts extends KeyFactsOfRequest {
  keyAccountId: string;
  memoryAccountIds: readonly string[];
  trustedAccounts?: readonly string[];
  /** Left out: every organisation that the policy names. */
  trustedOrganizations?: readonly string[];
}
