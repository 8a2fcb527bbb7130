import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { KeyRow, useKeys } from '../../hooks/useKeys';
import { useKeysLink } from '../../hooks/usePageLinks';
import { AT_RISK } from '../../model/keyFilters';
import { pluralizeMemories } from '../../model/labels';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { OptionalLink } from '../layout/OptionalLink';
import { Section } from '../layout/Section';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';

const SHOWN = 5;
const FILTERS = { state: AT_RISK };

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(1, 0),
  },
}));

function Keys({ rows, total }: { rows: readonly KeyRow[]; total: number }) {
  const classes = useStyles();
  const keysLink = useKeysLink(FILTERS);
  if (total === 0) {
    return (
      <Typography variant="body2">
        Every key that you see is enabled, as far as AWS said.
      </Typography>
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {rows.map(({ key, memories }) => (
          <li key={key.entityRef} className={classes.item}>
            <Typography variant="body2" component="div">
              <KeyName keyEntity={key} />
              <Typography variant="caption" component="div">
                {memories === 0
                  ? 'No memory that you see depends on it'
                  : `${pluralizeMemories(memories)} can’t be read if it goes`}
              </Typography>
            </Typography>
            <div>
              <KeyState keyEntity={key} />
            </div>
          </li>
        ))}
      </ul>
      <Typography variant="body2">
        <OptionalLink to={keysLink}>
          {total === 1 ? 'The key at risk' : `All ${total} keys at risk`}
        </OptionalLink>
      </Typography>
    </>
  );
}

/** The keys that are not known to be enabled, and how much hangs on each; as far as the reader may see them. */
export function KeysAtRisk() {
  const { value, error, retry } = useKeys(FILTERS, SHOWN);
  return (
    <Section
      title="Keys at risk"
      subheader="Pending deletion first, then disabled and unknown"
    >
      {!value && !error && <Progress />}
      {!value && error && (
        <LoadFailed
          title="The keys could not be loaded"
          error={error}
          retry={retry}
        />
      )}
      {value && (
        <>
          <RefreshFailed error={error} retry={retry} />
          <Keys {...value} />
        </>
      )}
    </Section>
  );
}
