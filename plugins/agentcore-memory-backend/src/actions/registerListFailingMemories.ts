import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  RULE_IDS,
  RuleId,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { EvidenceMemory } from '../export/Evidence';
import { owner as ownerField } from '../requests/fields';
import { parseAs } from '../requests/parseAs';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { findWorst } from '../scorecards/worstMemories';
import { DATA_ONLY, READ_ONLY } from './readOnlyAction';
import { ActionServices } from './registerActions';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** Memories that are looked at: the catalog may show the caller none of them. */
const MAX_LOOKED_AT = 1_000;
const REFS_PER_REQUEST = 200;

function toItem({ findings, ...memory }: EvidenceMemory) {
  const wrong = findings.filter(
    ({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable',
  );
  return {
    entityRef: memory.entityRef,
    title: memory.title,
    account: memory.account,
    region: memory.region,
    owner: memory.owner,
    verdict: memory.verdict,
    stale: memory.stale,
    findings: wrong.map(({ rule, outcome, reason, waiver }) => ({
      rule,
      outcome,
      reason,
      waived: waiver !== undefined,
    })),
  };
}

/** Whether a memory breaks a rule, or may; so may one that was not assessed. */
function mayBreak(
  { outcomes: { byRule } }: SnapshotMemory,
  rule: RuleId,
): boolean {
  const outcome = byRule.get(rule);
  return (
    byRule.size === 0 ||
    outcome === 'fail' ||
    outcome === 'warn' ||
    outcome === 'unknown'
  );
}

/** The memories that are not compliant, worst first. */
export function registerListFailingMemories(
  registry: ActionsRegistryService,
  { evidence, reader }: Pick<ActionServices, 'evidence' | 'reader'>,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'list-failing-memories',
    title: 'List memories that are not compliant',
    description: `The Amazon Bedrock AgentCore memories that are not known to be compliant, worst first: of a team with all groups below it, by verdict or by rule. Stale ones are unknown. An empty list means that the caller sees none; use get-scorecard for whether there are any. ${DATA_ONLY}`,
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe('Entity ref of a group or user. Left out: everybody'),
          verdict: z
            .enum(['non-compliant', 'at-risk', 'unknown'])
            .optional()
            .describe('Left out: all of these'),
          rule: z
            .enum(RULE_IDS as [RuleId, ...RuleId[]])
            .optional()
            .describe('A rule that the memory does not pass'),
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(MAX_LIMIT)
            .optional()
            .describe(`At most so many. Default: ${DEFAULT_LIMIT}`),
        }),
      output: z =>
        z.object({
          memories: z.array(
            z.object({
              entityRef: z.string(),
              title: z.string(),
              account: z.string(),
              region: z.string(),
              owner: z.string(),
              verdict: z.enum(VERDICTS as unknown as [string, ...string[]]),
              stale: z.boolean().describe('The facts are too old to count'),
              findings: z.array(
                z.object({
                  rule: z.string(),
                  outcome: z.string(),
                  reason: z.string(),
                  waived: z.boolean(),
                }),
              ),
            }),
          ),
          mayHaveMore: z.boolean(),
        }),
    },
    examples: [
      {
        title: 'What a team has to fix first',
        input: { owner: 'group:default/payments', limit: 5 },
      },
    ],
    async action({ input, credentials }) {
      const { owner, verdict, rule, limit = DEFAULT_LIMIT } = input;
      const { view } = await reader.read();
      const owners = owner && [parseAs(ownerField, owner, 'owner')];
      const keys = await reader.ownersAskedFor(
        { ...(owners && { owners }), rollup: true },
        view,
        credentials,
      );
      const owned = view.items.ownedBy([...(keys ?? view.owned.keys())]);
      const candidates = findWorst(
        owned
          .flatMap(({ memories }) => memories)
          .filter(
            memory =>
              (!verdict ||
                verdict === (memory.stale ? 'unknown' : memory.verdict)) &&
              (!rule || memory.stale || mayBreak(memory, rule)),
          ),
        MAX_LOOKED_AT,
      );
      const found: EvidenceMemory[] = [];
      let looked = 0;
      while (looked < candidates.length && found.length < limit) {
        const refs = candidates
          .slice(looked, looked + REFS_PER_REQUEST)
          .map(({ entityRef }) => entityRef);
        const shown = await evidence.memoriesOf(refs, { credentials });
        looked += refs.length;
        found.push(...shown.filter(memory => memory !== undefined));
      }
      return {
        output: {
          memories: found.slice(0, limit).map(toItem),
          mayHaveMore:
            found.length > limit ||
            (found.length === limit && looked < candidates.length) ||
            candidates.length === MAX_LOOKED_AT,
        },
      };
    },
  });
}
