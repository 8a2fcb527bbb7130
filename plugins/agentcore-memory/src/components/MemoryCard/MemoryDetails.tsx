import { Fragment, ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { Memory } from '../../model/memoryOf';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(2, 0),
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

function Owner({ memory }: { memory: Memory }) {
  return (
    <>
      {memory.ownerRef ? (
        <EntityRefLink entityRef={memory.ownerRef} defaultKind="group" />
      ) : (
        'None'
      )}
      {memory.ownerSource && (
        <Typography variant="caption" color="textSecondary" component="div">
          {memory.ownerSource}
        </Typography>
      )}
    </>
  );
}

/** Who owns a memory and how that was found, its encryption and where it lives. */
export function MemoryDetails({ memory }: { memory: Memory }) {
  const classes = useStyles();
  const rows: [string, ReactNode][] = [
    ['Owner', <Owner memory={memory} />],
    ['Encryption', ENCRYPTION_LABELS[memory.encryption]],
    ['Key', memory.keyArn],
    ['Status', memory.status],
    ['Account', memory.accountId],
    ['Region', memory.region],
  ];
  return (
    <Typography variant="body2" component="dl" className={classes.list}>
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </Typography>
  );
}
