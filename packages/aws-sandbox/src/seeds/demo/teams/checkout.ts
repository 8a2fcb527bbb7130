import { DemoTeam } from '../types';
import { owner } from './helpers';

/** Checkout: keys without rotation, an AWS managed key, multi-Region keys, a memory without a key, one managed by a harness. */
export const checkout: DemoTeam = {
  tags: owner('checkout'),
  rows: [
    [
      'retail/us-east-1',
      'cart_companion',
      'main',
      30,
      ['preference'],
      'Remembers what was in the cart',
    ],
    [
      'retail/us-west-2',
      'delivery_slot_planner',
      'main',
      14,
      ['summary'],
      'Preferred delivery times',
    ],
    [
      'retail/us-east-1',
      'gift_finder',
      'rotationOff',
      90,
      ['semantic', 'preference'],
      'Whom for, and what not',
    ],
    [
      'retail/us-east-1',
      'coupon_explainer',
      'rotationOff',
      30,
      ['semantic'],
      'Why a coupon did not work',
    ],
    [
      'retail/us-east-1',
      'address_helper',
      'awsManaged',
      7,
      [],
      'Completes addresses',
    ],
    [
      'retail/us-west-2',
      'one_click_experiment',
      'aws',
      7,
      ['summary'],
      'Experiment of last spring',
    ],
    [
      'retail/us-east-1',
      'harness_checkout_agent',
      'main',
      30,
      ['semantic'],
      'Managed by its harness',
      {
        managedByResourceArn:
          'arn:aws:bedrock-agentcore:us-east-1:222222222222:harness/checkout_agent-Kx81LmQ2aZ',
      },
    ],
    [
      'retail/us-east-1',
      'order_status_agent',
      'globalPrimary',
      30,
      ['summary'],
      'Where an order is',
    ],
    [
      'retail/eu-central-1',
      'order_status_agent',
      'globalReplica',
      30,
      ['summary'],
      'Where an order is, in Europe',
    ],
  ],
};
