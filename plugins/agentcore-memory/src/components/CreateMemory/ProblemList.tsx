import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { placeOfProblem } from '../../model/creationFields';
import { Notice } from '../layout/Notice';

function Problem({
  problem,
  replaces,
}: {
  problem: FieldProblem;
  replaces: boolean;
}) {
  const t = useTranslate();
  const { message } = problem;
  const { field, page } = placeOfProblem(t, problem, replaces);
  const said = field ? (
    t('create.verdict.problemOfField', {
      field: <strong>{field}</strong>,
      message,
    })
  ) : (
    <>{message}</>
  );
  return page ? t('create.verdict.goBack', { problem: said, page }) : said;
}

/** What would be refused, each with its field and the page to go back to. */
export function ProblemList({
  problems,
  replaces,
}: {
  problems: readonly FieldProblem[];
  /** Whether the form is the one that replaces a memory. */
  replaces: boolean;
}) {
  const t = useTranslate();
  return (
    <Notice severity="error" title={t('create.verdict.refused')}>
      <ul
        aria-label={t('create.verdict.problems')}
        style={{ margin: 0, paddingLeft: 20 }}
      >
        {problems.map(problem => (
          <li key={`${problem.field} ${problem.message}`}>
            <Problem problem={problem} replaces={replaces} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
