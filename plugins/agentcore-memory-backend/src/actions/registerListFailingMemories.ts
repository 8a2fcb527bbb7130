import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  NOT_PASSED,
  Outcome,
  RULE_IDS,
  RuleId,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { EvidenceMemory } from '../export/Evidence';
import { owner as ownerField } from '../requests/fields';
import { parseAs } from '../requests/parseAs';
import { MemorySnapshot } from '../scorecards/MemorySnapshot';
import { ownerKeyOf } from '../scorecards/ownerKeys';
import { findWorst } from '../scorecards/worstMemories';
import { DATA_ONLY, READ_ONLY } from './readOnlyAction';
import { ActionServices } from './registerActions';
import { SHOWN_OWNER, shownOwner } from './shownOwner';
import { SHOWN_WAIVED, shownWaived } from './shownWaived';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** Memories that are looked at: the catalog may show the caller none of them. */
const MAX_LOOKED_AT = 1_000;
const REFS_PER_REQUEST = 200;

function toItem(memory: EvidenceMemory, owners: MemorySnapshot['owners']) {
  const wrong = memory.findings.filter(
    ({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable',
  );
  return {
    entityRef: memory.entityRef,
    title: memory.title,
    account: memory.account,
    region: memory.region,
    owner: shownOwner({ ...memory, ownerRef: memory.owner }, owners),
    verdict: memory.verdict,
    stale: memory.stale,
    findings: wrong.map(finding => ({
      rule: finding.rule,
      outcome: finding.outcome,
      reason: finding.reason,
      waived: shownWaived(memory, finding),
    })),
  };
}

/** What is asked for. */
interface Wanted {
  verdict?: Verdict;
  rule?: RuleId;
}

/** How a memory counts now. */
interface Counted {
  verdict: Verdict;
  stale: boolean;
  outcomes: ReadonlyMap<RuleId, Outcome>;
}

/** Whether a memory is not known to be compliant, and is asked for. One that was not assessed may break any rule. */
function isWanted(
  { verdict, stale, outcomes }: Counted,
  wanted: Wanted,
): boolean {
  const counts = stale ? 'unknown' : verdict;
  if (counts === 'compliant') return false;
  if (wanted.verdict && wanted.verdict !== counts) return false;
  if (!wanted.rule || stale || outcomes.size === 0) return true;
  const outcome = outcomes.get(wanted.rule);
  return outcome !== undefined && NOT_PASSED.includes(outcome);
}

/** The memories that are not compliant, worst first. */
export function registerListFailingMemories(
  registry: ActionsRegistryService,
  {
    catalog,
    evidence,
    reader,
  }: Pick<ActionServices, 'catalog' | 'evidence' | 'reader'>,
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
              owner: z.string().optional().describe(SHOWN_OWNER),
              verdict: z.enum(VERDICTS as unknown as [string, ...string[]]),
              stale: z.boolean().describe('The facts are too old to count'),
              findings: z.array(
                z.object({
                  rule: z.string(),
                  outcome: z.string(),
                  reason: z.string(),
                  waived: z.boolean().optional().describe(SHOWN_WAIVED),
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
      const ownerRef = owner && parseAs(ownerField, owner, 'owner');
      const known = await evidence.know({ credentials });
      const { view } = known.now;
      const { owners } = view.snapshot;
      const keys = await reader.ownersAskedFor(
        { ...(ownerRef && { owners: [ownerRef] }), rollup: true },
        view,
        credentials,
      );
      if (
        ownerRef &&
        // Whoever may read everything may also ask for what does not exist.
        (keys?.size === 0 ||
          !(await catalog.getEntityByRef(ownerRef, { credentials })))
      ) {
        throw new NotFoundError(`There is no ${ownerRef}`);
      }
      const wanted = { verdict, rule };
      const candidates = findWorst(
        view.items
          .ownedBy([...(keys ?? view.owned.keys())])
          .flatMap(({ memories }) => memories)
          .filter(memory =>
            isWanted({ ...memory, outcomes: memory.outcomes.byRule }, wanted),
          ),
        MAX_LOOKED_AT + 1,
      );
      const refs = candidates
        .slice(0, MAX_LOOKED_AT)
        .map(({ entityRef }) => entityRef);
      // What was fixed or given away since the snapshot is not listed any more.
      const isStillWanted = (memory: EvidenceMemory) => {
        const { verdict: now, stale, findings, ownerSource = '' } = memory;
        const outcomes = new Map(
          findings.map(finding => [finding.rule, finding.outcome]),
        );
        return (
          isWanted({ verdict: now, stale, outcomes }, wanted) &&
          (!keys ||
            keys.has(
              ownerKeyOf({ ownerRef: memory.owner, ownerSource }, owners),
            ))
        );
      };
      const found: EvidenceMemory[] = [];
      let looked = 0;
      // One more than is asked for tells whether there are more.
      while (looked < refs.length && found.length <= limit) {
        const part = refs.slice(looked, looked + REFS_PER_REQUEST);
        const shown = await evidence.memoriesOf(part, known, { credentials });
        looked += part.length;
        found.push(
          ...shown.filter(memory => memory !== undefined).filter(isStillWanted),
        );
      }
      return {
        output: {
          memories: found.slice(0, limit).map(each => toItem(each, owners)),
          mayHaveMore:
            found.length > limit || candidates.length > MAX_LOOKED_AT,
        },
      };
    },
  });
}
