import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { KeyRow } from '../../hooks/useKeys';
import { useKeysLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { AT_RISK } from '../../model/keyFilters';
import { describeRisk, keyPlace } from '../../model/keyWords';
import { OptionalLink } from '../layout/OptionalLink';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(1, 0),
  },
}));

/** Some keys at risk, each with what hangs on it, and the way to all of them. */
export function KeysAtRiskList({
  rows,
  freshness,
  total,
}: {
  rows: readonly KeyRow[];
  /** Of the keys. */
  freshness: EntitiesFreshness;
  /** How many keys are at risk. */
  total: number;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const keysLink = useKeysLink({ state: AT_RISK });
  return (
    <>
      <ul className={classes.list}>
        {rows.map(({ key, memories }) => (
          <li key={key.entityRef} className={classes.item}>
            <Typography variant="body2" component="div">
              <KeyName keyEntity={key} />
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {keyPlace(key)}
              </Typography>
              <Typography variant="caption" component="div">
                {describeRisk(t, key, memories)}
              </Typography>
            </Typography>
            <div>
              <KeyState keyEntity={key} freshness={freshness.of(key)} />
            </div>
          </li>
        ))}
      </ul>
      <Typography variant="body2">
        <OptionalLink to={keysLink}>
          {t('overview.keysAtRisk.all', { count: total })}
        </OptionalLink>
      </Typography>
    </>
  );
}
