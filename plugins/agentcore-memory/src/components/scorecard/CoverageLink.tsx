import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/ui';
import { useCoverageLink } from '../../hooks/usePageLinks';

/** A link to the Coverage tab; nothing where the page is not mounted. */
export function CoverageLink() {
  const coverage = useCoverageLink();
  return coverage === undefined ? null : (
    <Typography variant="body2">
      <Link href={coverage}>See the coverage of every scope</Link>
    </Typography>
  );
}
