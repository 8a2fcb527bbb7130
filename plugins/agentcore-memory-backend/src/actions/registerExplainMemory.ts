import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  fixFor,
  ruleById,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { EvidenceKey, EvidenceMemory } from '../export/Evidence';
import { entityRef } from '../requests/fields';
import { parseAs } from '../requests/parseAs';
import { DATA_ONLY, READ_ONLY } from './readOnlyAction';
import { ActionServices } from './registerActions';
import { SHOWN_OWNER, shownOwner } from './shownOwner';
import { SHOWN_WAIVED, shownWaived } from './shownWaived';

function fixOf(
  finding: EvidenceMemory['findings'][number],
  { account, region, ...memory }: EvidenceMemory,
  key: EvidenceKey | undefined,
): string | undefined {
  return fixFor(finding, {
    memory: {
      ...memory,
      memoryId: memory.arn.split('/').pop() ?? '',
      scope: { accountId: account, region },
    },
    key: key && { ...key, scope: { region: key.region } },
  })?.text;
}

/** Why a memory has its verdict, and what to do. */
export function registerExplainMemory(
  registry: ActionsRegistryService,
  { evidence }: Pick<ActionServices, 'evidence'>,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'explain-memory',
    title: 'Explain the verdict on a memory',
    description: `Why an Amazon Bedrock AgentCore memory is compliant, at risk, non-compliant or unknown: every rule with its outcome, the reason, what AWS said, what to do, and whether it is waived. A stale memory is unknown, whatever its findings say. ${DATA_ONLY}`,
    schema: {
      input: z =>
        z.object({
          memory: z
            .string()
            .describe(
              "Entity ref of the memory's catalog entity, such as resource:default/support-notes-1a2b3c",
            ),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          title: z.string(),
          arn: z.string(),
          owner: z.string().optional().describe(SHOWN_OWNER),
          verdict: z.enum(VERDICTS as unknown as [string, ...string[]]),
          verdictWithWaivers: z.string().optional().describe(SHOWN_WAIVED),
          stale: z.boolean().describe('The facts are too old to count'),
          encryption: z.string(),
          keyArn: z.string().optional(),
          key: z
            .string()
            .optional()
            .describe("Entity ref of the key's catalog entity"),
          findings: z.array(
            z.object({
              rule: z.string(),
              title: z.string(),
              why: z.string(),
              outcome: z.string(),
              reason: z.string(),
              evidence: z.array(
                z.object({
                  fact: z.string(),
                  value: z.string(),
                  source: z.string(),
                }),
              ),
              fix: z.string().optional(),
              waived: z.boolean().optional().describe(SHOWN_WAIVED),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const ref = parseAs(entityRef, input.memory, 'memory');
      const known = await evidence.know({ credentials });
      const [memory] = await evidence.memoriesOf([ref], known, { credentials });
      if (!memory) throw new NotFoundError(`There is no memory ${ref}`);
      let key: EvidenceKey | undefined;
      const keyRefs = memory.keyRef ? [memory.keyRef] : [];
      for await (const keys of evidence.keysOf(keyRefs, known, {
        credentials,
      })) {
        [key] = keys;
      }
      return {
        output: {
          entityRef: memory.entityRef,
          title: memory.title,
          arn: memory.arn,
          owner: shownOwner(
            { ...memory, ownerRef: memory.owner },
            known.now.view.snapshot.owners,
          ),
          verdict: memory.verdict,
          verdictWithWaivers: memory.verdictWithWaivers,
          stale: memory.stale,
          encryption: memory.encryption,
          keyArn: memory.keyArn,
          key: key?.entityRef,
          findings: memory.findings.map(finding => {
            const { rule, outcome, reason, evidence: facts } = finding;
            const { title, why } = ruleById(rule);
            return {
              rule,
              title,
              why,
              outcome,
              reason,
              evidence: facts.map(({ fact, value, source }) => ({
                fact,
                value,
                source,
              })),
              fix: fixOf(finding, memory, key),
              waived: shownWaived(memory, finding),
            };
          }),
        },
      };
    },
  });
}
