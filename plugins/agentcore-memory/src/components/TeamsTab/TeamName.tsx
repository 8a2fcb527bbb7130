import { makeStyles, Theme } from '@material-ui/core/styles';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import ChevronRight from '@material-ui/icons/ChevronRight';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  OwnerBucket,
  ScorecardItem,
} from 'backstage-plugin-agentcore-memory-common';
import { pluralizeMemories } from '../../model/labels';
import { OwnerClaims } from './OwnerClaims';

/** Where a row stands in the tree. */
export interface TreePlace {
  /** How many groups are above it. */
  depth: number;
  /** Whether the rows below it are shown; left out: there are none. */
  open?: boolean;
  toggle: () => void;
}

const EXPLANATIONS: Record<OwnerBucket, string | undefined> = {
  owner: undefined,
  others: 'Teams that you may not read in the catalog.',
  'owner-not-found':
    'Their owner is not in the catalog, or their owner tag is not a valid owner:',
  unowned:
    'No owner tag, and no owner is configured for their account or provider.',
};

const useStyles = makeStyles<Theme, { tree?: TreePlace }>(theme => ({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    paddingLeft: ({ tree }) => theme.spacing(2) * (tree?.depth ?? 0),
  },
  // As wide as the button, so that names of one level stand below each other.
  toggle: { flex: 'none', width: 28 },
  text: { minWidth: 120 },
}));

/** The name of a row, and what the rows without an owner stand for. */
export function TeamName({
  item: { bucket, ownerRef, title, claims = [], rolledUp, total },
  tree,
}: {
  item: ScorecardItem;
  tree?: TreePlace;
}) {
  const classes = useStyles({ tree });
  const explanation = EXPLANATIONS[bucket];
  const Arrow = tree?.open ? ExpandMore : ChevronRight;
  return (
    <div className={classes.root}>
      {tree && (
        <span className={classes.toggle}>
          {tree.open !== undefined && (
            <IconButton
              size="small"
              aria-expanded={tree.open}
              aria-label={`Teams of ${title}`}
              onClick={tree.toggle}
            >
              <Arrow fontSize="small" />
            </IconButton>
          )}
        </span>
      )}
      <div className={classes.text}>
        {ownerRef ? (
          <EntityRefLink entityRef={ownerRef} title={title} hideIcon />
        ) : (
          <Typography variant="body2">{title}</Typography>
        )}
        {tree && rolledUp && (
          <Typography variant="caption" color="textSecondary" component="div">
            {total === 0
              ? 'None of its own'
              : `${pluralizeMemories(total)} of its own`}
          </Typography>
        )}
        {explanation && (
          <Typography variant="caption" color="textSecondary" component="div">
            {explanation}
          </Typography>
        )}
        <OwnerClaims claims={claims} />
      </div>
    </div>
  );
}
