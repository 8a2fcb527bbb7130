import { makeStyles, Theme } from '@material-ui/core/styles';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import ChevronRight from '@material-ui/icons/ChevronRight';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { OwnerClaims } from './OwnerClaims';

/** Where a row stands in the tree. */
export interface TreePlace {
  /** How many groups are above it. */
  depth: number;
  /** Whether the rows below it are shown; left out: there are none. */
  open?: boolean;
  toggle: () => void;
}

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
  const t = useTranslate();
  const classes = useStyles({ tree });
  const explanation =
    bucket === 'owner' ? undefined : t(`teams.bucket.${bucket}`);
  const Arrow = tree?.open ? ExpandMore : ChevronRight;
  return (
    <div className={classes.root}>
      {tree && (
        <span className={classes.toggle}>
          {tree.open !== undefined && (
            <IconButton
              size="small"
              aria-expanded={tree.open}
              aria-label={t('teams.teamsOf', { team: title })}
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
              ? t('teams.noneOfItsOwn')
              : t('teams.ofItsOwn', { count: total })}
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
