import { COVERAGE_PATH } from '../routes';
import { usePagePath } from './useMemoriesLink';

/** The path of the Coverage tab, or `undefined` where the page is not mounted. */
export function useCoverageLink(): string | undefined {
  const root = usePagePath();
  return root === undefined ? undefined : `${root}/${COVERAGE_PATH}`;
}
