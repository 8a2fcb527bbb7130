import { SIX_ACTIONS } from '../../keyPolicy/results';
import { RawStatement, statementsAbout } from './literal';
import { AT_WILL, combinations, KEY_ARN, REGION, Somebody } from './universe';
import { Context, letIn, worlds } from './worlds';

const OPERATIONS = Object.values(SIX_ACTIONS).flat();

/** What AgentCore's own requests carry; the rest of what is at will is AgentCore's to know. */
function ofAgentCore(
  somebody: Somebody,
  action: string,
  atWill: readonly Context[],
): Context[] {
  return atWill
    .filter(
      choice =>
        action !== 'kms:DescribeKey' ||
        !('kms:EncryptionContext:tenant' in choice),
    )
    .map(choice => {
      const { 'kms:ViaService': _, ...rest } = choice;
      return somebody.caller.service
        ? rest
        : {
            ...rest,
            'kms:ViaService': `bedrock-agentcore.${REGION}.amazonaws.com`,
          };
    });
}

/** Of each operation, whether somebody is let in always and ever. */
export function accessByTrying(
  statements: readonly RawStatement[],
  somebody: Somebody,
) {
  const atWill = combinations(AT_WILL, statements);
  const all = worlds(statements);
  const lists = OPERATIONS.map(action => ({
    about: statementsAbout(statements, action, KEY_ARN),
    choices: ofAgentCore(somebody, action, atWill),
  }));
  const isIn = (
    about: readonly RawStatement[],
    { chance, mode }: (typeof all)[number],
    choice: Context,
  ) => letIn(about, somebody, chance, [choice], mode).length > 0;
  return {
    always: () =>
      lists.every(({ about, choices }) =>
        all.every(world => choices.every(choice => isIn(about, world, choice))),
      ),
    ever: () =>
      lists.every(({ about, choices }) =>
        all.some(world => choices.some(choice => isIn(about, world, choice))),
      ),
  };
}
