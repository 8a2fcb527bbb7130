import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Fraud detection: an unreadable policy, an unreadable rotation, expiring material, self-managed strategy, an RSA key. */
export const fraudDetection: DemoTeam = {
  tags: owner('fraud-detection'),
  rows: [
    [
      'retail/us-east-1',
      'account_takeover_watch',
      'main',
      365,
      ['episodic'],
      'Patterns of takeovers',
    ],
    [
      'retail/eu-central-1',
      'merchant_risk_notes',
      'main',
      365,
      ['semantic'],
      'Notes on merchants',
    ],
    [
      'retail/us-west-2',
      'case_summaries',
      'main',
      180,
      ['summary'],
      'Closed cases',
    ],
    [
      'retail/eu-central-1',
      'velocity_checker',
      'policyDenied',
      90,
      ['semantic'],
      'Key policy not for the reader',
    ],
    [
      'retail/us-east-1',
      'device_reputation',
      'importedExpiring',
      90,
      ['semantic'],
      'Imported key material',
    ],
    [
      'retail/us-east-1',
      'graph_enricher',
      'main',
      60,
      ['selfManaged'],
      'Own extraction, outside the key',
    ],
    [
      'retail/eu-central-1',
      'document_forgery_log',
      'asymmetric',
      60,
      ['summary'],
      'Wrong kind of key',
    ],
    [
      'retail/us-west-2',
      'alert_explainer',
      'rotationDenied',
      60,
      ['summary'],
      'Key rotation not for the reader',
    ],
  ],
};
