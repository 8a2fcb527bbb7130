import { NewStrategy } from '../writer/MemoryWriter';
import { CodeRequest } from './CodeRequest';
import { FieldProblems } from './FieldProblems';
import { textsOf } from './textsOf';

/** The provider's own; AWS's is 3. */
const MIN_EXPIRY_DAYS = 7;
const OTHERWISE = 'choose CloudFormation, which can';

/**
 * Refuses what Terraform's provider can't express, or would create otherwise than AWS does when asked directly.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/bedrockagentcore, memory.go and
 * memory_strategy.go
 */
export function checkTerraform(
  request: CodeRequest,
  problems: FieldProblems,
): void {
  const { memory } = request;
  if (memory.eventExpiryDays < MIN_EXPIRY_DAYS) {
    problems.add(
      'eventExpiryDays',
      `Terraform's provider takes no less than ${MIN_EXPIRY_DAYS} days; keep events for longer, or ${OTHERWISE}`,
    );
  }
  if (memory.namespaceKeys.length > 0) {
    problems.add(
      'namespaceKeys',
      `Terraform's provider can't create them; leave them out, or ${OTHERWISE}`,
    );
  }
  memory.strategies.forEach((strategy, index) =>
    checkStrategy(strategy, `strategies.${index}`, problems),
  );
  for (const { field, text } of textsOf(request)) {
    if (text !== text.normalize('NFC')) {
      problems.add(
        field,
        `Terraform joins letters and accents that stand apart in it, which would change it; type it anew, or ${OTHERWISE}`,
      );
    }
  }
}

function checkStrategy(
  strategy: NewStrategy,
  field: string,
  problems: FieldProblems,
): void {
  const { type, override, namespaceTemplate } = strategy;
  const isEpisodic = type === 'EPISODIC' || override === 'EPISODIC_OVERRIDE';
  if (override === 'SELF_MANAGED') {
    if (namespaceTemplate !== undefined) {
      problems.add(
        `${field}.namespaceTemplate`,
        `Terraform's provider takes none with SELF_MANAGED; leave it out, or ${OTHERWISE}`,
      );
    }
  } else if (namespaceTemplate === undefined) {
    problems.add(
      `${field}.namespaceTemplate`,
      `Terraform's provider needs one, such as /strategies/{memoryStrategyId}/actors/{actorId}; give one, or choose CloudFormation, which leaves it to AWS`,
    );
  }
  if (override === 'EPISODIC_OVERRIDE' && !strategy.reflection) {
    problems.add(
      `${field}.reflection`,
      `Terraform's provider needs a model for reflection with EPISODIC_OVERRIDE; give one, or choose CloudFormation, which leaves it to AWS`,
    );
  }
  if (isEpisodic && strategy.reflectionNamespaceTemplate === undefined) {
    problems.add(
      `${field}.reflectionNamespaceTemplate`,
      `Terraform's provider has no default as AWS's; give one that is the namespace or begins it, or choose CloudFormation, which leaves it to AWS`,
    );
  }
}
