import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  BlockedAccount,
  ScansResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
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
  const t = useTranslate();
  const classes = useStyles();
  const { accountId, providerId, regions, reason } = account;
  const name = t('coverage.blocked.account', {
    account: accountId,
    provider: providerId,
  });
  return (
    <li>
      <div className={classes.line}>
        <Typography variant="body2">
          {t('common.labelled', {
            label: name,
            about: t('coverage.blocked.regions', { count: regions.length }),
          })}
        </Typography>
        <Button
          size="small"
          aria-label={t('common.labelled', {
            label: t('coverage.blocked.showScopes'),
            about: name,
          })}
          onClick={() => onShow(accountId)}
        >
          {t('coverage.blocked.showScopes')}
        </Button>
        <Unfold
          show={t('coverage.blocked.showRegions')}
          hide={t('coverage.blocked.hideRegions')}
          about={name}
        >
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
  const t = useTranslate();
  const classes = useStyles();
  const titleId = useId();
  if (blockedAccounts === 0) return null;
  const more = blockedAccounts - blocked.length;
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <Typography variant="subtitle1" component="h3" id={titleId}>
        {t('coverage.blocked.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('coverage.blocked.why')}
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
          {t('coverage.blocked.more', { count: more })}
        </Typography>
      )}
    </section>
  );
}
