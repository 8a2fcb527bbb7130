import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';
import { placeOfProblem } from '../../model/creationFields';
import { Notice } from '../layout/Notice';

/** What would be refused, each with its field and the page to go back to. */
export function ProblemList({
  problems,
  replaces,
}: {
  problems: readonly FieldProblem[];
  /** Whether the form is the one that replaces a memory. */
  replaces: boolean;
}) {
  return (
    <Notice severity="error" title="This memory would be refused">
      <ul aria-label="Problems" style={{ margin: 0, paddingLeft: 20 }}>
        {problems.map(problem => {
          const { field, page } = placeOfProblem(problem, replaces);
          return (
            <li key={`${problem.field} ${problem.message}`}>
              {field && <strong>{field}: </strong>}
              {problem.message}
              {page && ` (go back to the page “${page}”)`}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
