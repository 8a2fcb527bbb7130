import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Payments: nearly all compliant; one key never rotates, one belongs to another account, one has a policy by CDK. */
export const payments: DemoTeam = {
  tags: owner('payments'),
  rows: [
    [
      'retail/us-east-1',
      'payment_assistant',
      'paymentsVault',
      90,
      ['semantic', 'summary'],
      'Helps customers with payments',
    ],
    [
      'retail/us-east-1',
      'refund_agent',
      'paymentsVault',
      60,
      ['summary'],
      'Open refunds and their history',
    ],
    [
      'retail/eu-central-1',
      'sepa_mandate_helper',
      'main',
      90,
      ['semantic'],
      'Direct debit mandates',
    ],
    [
      'retail/us-east-1',
      'chargeback_investigator',
      'alias',
      365,
      ['episodic'],
      'How disputes went',
    ],
    [
      'retail/us-west-2',
      'invoice_chat',
      'main',
      30,
      ['preference'],
      'Invoices in conversation',
    ],
    [
      'retail/us-east-1',
      'wallet_concierge',
      'sharedReadable',
      90,
      ['semantic'],
      'Encrypted with the shared key of Platform',
    ],
    [
      'retail/us-east-1',
      'payment_limits_bot',
      'rotationOff',
      45,
      ['summary'],
      'Raises and lowers limits',
    ],
    [
      'retail/us-east-1',
      'dispute_timeline',
      'cdkStyle',
      60,
      ['summary'],
      'Steps of a dispute, in order',
    ],
  ],
};
