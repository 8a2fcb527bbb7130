import { parseEntityRef } from '@backstage/catalog-model';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  RuleTally,
  TrendedScorecard,
} from 'backstage-plugin-agentcore-memory-common';
import { parseAs } from '../requests/parseAs';
import { owner as ownerField } from '../requests/fields';
import { DATA_ONLY, READ_ONLY } from './readOnlyAction';
import { ActionServices } from './registerActions';

function toNumbers(card: TrendedScorecard) {
  const { counts, failingSince, failsFromStart, trend: _, ...numbers } = card;
  return {
    ...numbers,
    compliant: counts.compliant,
    atRisk: counts['at-risk'],
    nonCompliant: counts['non-compliant'],
    unknown: counts.unknown,
    ...(failingSince && { failingSince }),
    failsFromStart,
  };
}

function toRules(rules: readonly RuleTally[]) {
  return rules.map(({ rule, outcomes: { fail, warn, unknown, pass } }) => ({
    rule,
    fail,
    warn,
    unknown,
    pass,
  }));
}

/** The scorecard of a team, or of everybody. */
export function registerGetScorecard(
  registry: ActionsRegistryService,
  { scorecards }: Pick<ActionServices, 'scorecards'>,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'get-scorecard',
    title: 'Get the encryption scorecard of a team',
    description: `How the Amazon Bedrock AgentCore memories of a team are encrypted: how many are compliant (encrypted with a healthy customer-managed KMS key, and pass all rules), at risk, non-compliant or unknown. Counts the team and all groups below it, each memory once. Without a team: all memories of the company. A score of null means that there is nothing to assess, which is not good news; "unknown" is never compliant. ${DATA_ONLY}`,
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe(
              'Entity ref of a group or user, such as group:default/payments. Left out: everybody',
            ),
        }),
      output: z =>
        z.object({
          title: z.string(),
          score: z.number().nullable().describe('Per cent that is compliant'),
          scoreWithWaivers: z
            .number()
            .nullable()
            .describe('The score without what is waived; never the score'),
          coverage: z
            .number()
            .nullable()
            .describe('Per cent whose verdict rests on complete, fresh facts'),
          total: z.number(),
          compliant: z.number(),
          atRisk: z.number(),
          nonCompliant: z.number(),
          unknown: z.number(),
          covered: z.number(),
          stale: z.number(),
          waived: z.number(),
          compliantByWaiver: z.number(),
          failingSince: z
            .string()
            .optional()
            .describe('ISO 8601: since when the oldest failure is known'),
          failsFromStart: z
            .boolean()
            .describe('Whether something failed before recording began'),
          rules: z.array(
            z.object({
              rule: z.string(),
              fail: z.number(),
              warn: z.number(),
              unknown: z.number(),
              pass: z.number(),
            }),
          ),
          failedScopes: z
            .number()
            .describe(
              'Accounts and regions that could not be read: memories may be missing',
            ),
          refreshedAt: z.string().describe('ISO 8601'),
        }),
    },
    examples: [
      { title: 'A team', input: { owner: 'group:default/payments' } },
      { title: 'The whole company', input: {} },
    ],
    async action({ input, credentials }) {
      if (input.owner === undefined) {
        const all = await scorecards.getScorecards({}, { credentials });
        return {
          output: {
            title: 'Everybody',
            ...toNumbers(all.totals),
            rules: toRules(all.rules),
            failedScopes: all.scans.failed,
            refreshedAt: all.refreshedAt,
          },
        };
      }
      const ref = parseEntityRef(parseAs(ownerField, input.owner, 'owner'));
      const one = await scorecards.getOwnerScorecard(ref, { credentials });
      const { item } = one;
      return {
        output: {
          title: item.title,
          ...toNumbers(item.rolledUp ?? item),
          rules: toRules(one.rules),
          failedScopes: one.scans.failed,
          refreshedAt: one.refreshedAt,
        },
      };
    },
  });
}
