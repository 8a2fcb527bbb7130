import { checkCloudFormation } from './checkCloudFormation';
import { checkTerraform } from './checkTerraform';
import { CodeLanguage, CodeRequest } from './CodeRequest';
import { FieldProblems } from './FieldProblems';

const CHECKS: Record<
  CodeLanguage,
  (request: CodeRequest, problems: FieldProblems) => void
> = { terraform: checkTerraform, cloudformation: checkCloudFormation };

/**
 * Refuses what a language can't express, or would make otherwise than AWS does when asked directly: nothing is left out
 * silently. Throws `FieldProblemsError`, which says what to choose instead.
 *
 * @public
 */
export function checkCode(language: CodeLanguage, request: CodeRequest): void {
  const problems = new FieldProblems();
  CHECKS[language](request, problems);
  problems.throwIfAny();
}
