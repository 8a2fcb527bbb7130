import {
  CreationPreview,
  Finding,
  Outcome,
  RuleId,
  TargetKeysResponse,
  TargetsResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** Where the fixtures' memories are created. */
export const PLACE = { accountId: '111122223333', region: 'eu-central-1' };

const KEY_ARN = `arn:aws:kms:${PLACE.region}:${PLACE.accountId}:key/`;

/** ARN of a key of `PLACE`. */
export function targetKeyArn(n: number): string {
  return `${KEY_ARN}0000000${n}-1111-2222-3333-444444444444`;
}

/** Two accounts, of which one has two regions. */
export const TARGETS: TargetsResponse = {
  accounts: [
    { accountId: PLACE.accountId, regions: ['eu-central-1', 'eu-west-1'] },
    { accountId: '444455556666', regions: ['us-east-1'] },
  ],
  incomplete: false,
};

/** A usable key, one with a warning, and two that can't be chosen. */
export const TARGET_KEYS: TargetKeysResponse = {
  keys: [
    {
      arn: targetKeyArn(1),
      aliases: ['alias/agents', 'alias/agents-old-name'],
      usable: true,
      reasons: [],
      warnings: [],
      withheld: false,
    },
    {
      arn: targetKeyArn(2),
      aliases: ['alias/shared'],
      usable: true,
      reasons: [],
      warnings: [{ rule: 'key-rotation', reason: 'Rotation is off.' }],
      withheld: false,
    },
    {
      arn: targetKeyArn(3),
      aliases: ['alias/retired'],
      usable: false,
      reasons: [
        { rule: 'key-usable', reason: 'The key is disabled.' },
        {
          rule: 'key-policy-service-access',
          reason: 'The policy does not admit AgentCore.',
        },
      ],
      warnings: [],
      withheld: false,
    },
    {
      arn: targetKeyArn(4),
      aliases: [],
      usable: false,
      reasons: [],
      warnings: [],
      withheld: true,
    },
  ],
  more: 0,
};

/** A finding of a preview. */
export function previewFinding(rule: RuleId, outcome: Outcome): Finding {
  return {
    rule,
    outcome,
    reason: `${rule} comes out as ${outcome}.`,
    evidence: [],
  };
}

/** A memory that will be compliant. */
export const PREVIEW: CreationPreview = {
  problems: [],
  exists: false,
  verdict: 'compliant',
  findings: [
    previewFinding('customer-managed-key', 'pass'),
    previewFinding('key-usable', 'pass'),
    previewFinding('key-rotation', 'pass'),
    previewFinding('event-retention', 'not-applicable'),
  ],
  withheld: false,
};
