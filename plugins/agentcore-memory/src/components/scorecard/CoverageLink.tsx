import Typography from '@material-ui/core/Typography';
import { useCoverageLink } from '../../hooks/usePageLinks';
import { TextLink } from '../layout/TextLink';

/** A link to the Coverage tab; nothing where the page is not mounted. */
export function CoverageLink() {
  const coverage = useCoverageLink();
  return coverage === undefined ? null : (
    <Typography variant="body2">
      <TextLink href={coverage}>See the coverage of every scope</TextLink>
    </Typography>
  );
}
