import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  BlockedAccount,
  ScansResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { describeBlocked } from '../../model/labels';
import { Unfold } from '../layout/Unfold';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3) },
  list: { listStyle: 'none', padding: 0, margin: theme.spacing(1, 0) },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
  },
  reason: { overflowWrap: 'anywhere' },
}));

/** One account: how many regions are blocked, and which ones where that is asked for. */
function BlockedLine({
  account,
  onShow,
}: {
  account: BlockedAccount;
  onShow: (accountId: string) => void;
}) {
  const classes = useStyles();
  const { accountId, providerId, regions, reason } = account;
  const name = `${accountId} (${providerId})`;
  return (
    <li>
      <div className={classes.line}>
        <Typography variant="body2">
          {`${name}: ${describeBlocked(regions.length)}`}
        </Typography>
        <Button
          size="small"
          aria-label={`Show scopes: ${name}`}
          onClick={() => onShow(accountId)}
        >
          Show scopes
        </Button>
        <Unfold show="Show regions" hide="Hide regions" about={name}>
          <Typography variant="body2">{regions.join(', ')}</Typography>
          {reason && (
            <Typography variant="caption" className={classes.reason}>
              {reason}
            </Typography>
          )}
        </Unfold>
      </div>
    </li>
  );
}

/** The accounts in which the organisation blocks regions, a line each: it does so in most regions of all accounts. */
export function BlockedAccounts({
  scans: { blocked, blockedAccounts },
  onShow,
}: {
  scans: Pick<ScansResponse, 'blocked' | 'blockedAccounts'>;
  /** Shows the blocked scopes of an account one by one. */
  onShow: (accountId: string) => void;
}) {
  const classes = useStyles();
  const titleId = useId();
  if (blockedAccounts === 0) return null;
  const more = blockedAccounts - blocked.length;
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <Typography variant="subtitle1" component="h3" id={titleId}>
        Blocked by the organisation
      </Typography>
      <Typography variant="body2" color="textSecondary">
        A policy of the organisation denies AgentCore there, and no memory is
        known. These scopes are asked again once a day.
      </Typography>
      <ul className={classes.list}>
        {blocked.map(account => (
          <BlockedLine
            key={`${account.providerId}/${account.accountId}`}
            account={account}
            onShow={onShow}
          />
        ))}
      </ul>
      {more > 0 && (
        <Typography variant="body2">
          {`${
            more === 1 ? '1 more account' : `${more} more accounts`
          }; search for an account to see it.`}
        </Typography>
      )}
    </section>
  );
}
