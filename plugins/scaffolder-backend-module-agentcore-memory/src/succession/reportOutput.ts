import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { Zod } from 'backstage-plugin-agentcore-memory-node';
import { MigrationReport } from '../migration/MigrationReport';
import { reportMarkdown } from '../migration/reportMarkdown';

/** What actions put out that move data. */
export const reportOutput = {
  memoryArn: (z: Zod) => z.string({ description: 'ARN of the new memory' }),
  memoryId: (z: Zod) => z.string({ description: 'Id of the new memory' }),
  entityRef: (z: Zod) =>
    z.string({ description: 'Entity ref of the new memory in the catalog' }),
  replacedEntityRef: (z: Zod) =>
    z.string({ description: 'Entity ref of the old memory in the catalog' }),
  isClean: (z: Zod) =>
    z.boolean({
      description:
        'Whether both memories were equal at the end; false: the report says how they differ',
    }),
  report: (z: Zod) =>
    z.string({
      description: 'What was copied and what differs, as markdown',
    }),
  reportJson: (z: Zod) =>
    z.record(z.unknown(), {
      description: 'The same for programs, without any content',
    }),
};

/** Puts a report out. */
export function putOut(
  ctx: Pick<ActionContext<any, any>, 'output'>, // any: whatever the action puts in and out
  report: MigrationReport,
): void {
  const { from, to, contents } = report;
  ctx.output('memoryArn', to.arn);
  ctx.output('memoryId', to.memoryId);
  ctx.output('entityRef', to.entityRef);
  ctx.output('replacedEntityRef', from.entityRef);
  ctx.output('isClean', contents.clean);
  ctx.output('report', reportMarkdown(report));
  ctx.output('reportJson', { ...report });
}
