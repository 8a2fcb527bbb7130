import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  CODE_LANGUAGES,
  CodeLanguage,
  CodeRequest,
  keyChoiceFields,
  memoryFields,
  MemoryInventory,
  MemoryWriter,
  Places,
  prepareCode,
  prepareMemory,
  readMemoryCreation,
  warningsOf,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { CodeFile } from '../code/CodeFile';
import { toCloudFormation } from '../code/toCloudFormation';
import { toMarkdown } from '../code/toMarkdown';
import { toTerraform } from '../code/toTerraform';
import { Initiator, InitiatorServices } from '../Initiator';
import { examples } from './writeCode.examples';

/** How the audit log calls it. */
const EVENT_ID = 'memory-write-code';

const GENERATORS: Record<CodeLanguage, (request: CodeRequest) => CodeFile[]> = {
  terraform: toTerraform,
  cloudformation: toCloudFormation,
};

/** What the action works with. */
export interface WriteCodeOptions extends InitiatorServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  places: Places;
  config: WriterConfig;
  rules: RuleSettings;
}

/**
 * `agentcore-memory:write-code`: writes a memory, and its key where that is a new one, as Terraform or CloudFormation
 * into the workspace, for one of Backstage's publish actions.
 *
 * Checks what `agentcore-memory:create` does, for the same person, so that the code describes a memory that the scorecard
 * calls what it says. A memory of this name is refused, whatever it is like: code can't adopt it. Creates nothing in AWS.
 */
export function createWriteCodeAction(options: WriteCodeOptions) {
  const { config } = options;
  return createTemplateAction({
    id: 'agentcore-memory:write-code',
    description:
      'Writes an encrypted Amazon Bedrock AgentCore memory, and a new key for it, as Terraform or CloudFormation',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...memoryFields,
        ...keyChoiceFields,
        language: z =>
          z.enum(CODE_LANGUAGES, {
            description: 'In which language it is written',
          }),
        targetPath: z =>
          z
            .string({
              description:
                'Folder in the workspace; default: the workspace itself',
            })
            .optional(),
      },
      output: {
        files: z =>
          z.array(z.string(), { description: 'Paths of the written files' }),
        markdown: z =>
          z.string({ description: 'The files with their names, to be shown' }),
        verdict: z =>
          z.string({
            description: 'Verdict that the scorecard will give',
          }),
        warnings: z =>
          z.array(z.string(), {
            description: 'What the scorecard will warn of, in words',
          }),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { language, targetPath = '.', ...input } = ctx.input;
      const initiator = new Initiator(
        options,
        await ctx.getInitiatorCredentials(),
        ctx.task.id,
      );
      const { owner, accountId, region } = input;
      const { files, prepared } = await initiator.recordingRefusal(
        EVENT_ID,
        { owner, accountId, region },
        async () => {
          const creation = readMemoryCreation(input, config);
          const checks = { ...options, requester: initiator, signal };
          const checked = await prepareMemory(creation, checks);
          const request = await prepareCode(
            creation,
            checked,
            language,
            checks,
          );
          return { files: GENERATORS[language](request), prepared: checked };
        },
      );
      for (const { path, content } of files) {
        const file = resolveSafeChildPath(
          ctx.workspacePath,
          `${targetPath}/${path}`,
        );
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
        ctx.logger.info(`Wrote ${path}`);
      }
      const warnings = warningsOf(prepared.assessment, prepared.mayReadKey);
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output(
        'files',
        files.map(({ path }) => path),
      );
      ctx.output('markdown', toMarkdown(files));
      // It would tell of a key that the catalog does not show them.
      if (prepared.mayReadKey) {
        ctx.output('verdict', prepared.assessment.verdict);
      }
      ctx.output('warnings', warnings);
    },
  });
}
