import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { UNOWNED } from 'backstage-plugin-agentcore-memory-common';
import { KeyRow } from '../../hooks/useKeys';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { keyAlias, rotationPhrase, whoMayUse } from '../../model/keyWords';
import { pluralizeMemories } from '../../model/labels';
import { BlastRadiusView } from '../BlastRadius';
import { OptionalLink } from '../layout/OptionalLink';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';

const useStyles = makeStyles({
  name: { minWidth: 200 },
  state: { minWidth: 170 },
  who: { minWidth: 220, maxWidth: 400 },
  owner: { minWidth: 150 },
  short: { whiteSpace: 'nowrap' },
});

/** One key in the Keys tab. What is lost if it goes unfolds beneath it. */
export function KeyTableRow({
  row: { key, memories },
  columns,
}: {
  row: KeyRow;
  columns: number;
}) {
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const memoriesLink = useMemoriesLink();
  const id = useId();
  return (
    <>
      <TableRow>
        <TableCell
          component="th"
          scope="row"
          role="rowheader"
          className={classes.name}
        >
          <KeyName keyEntity={key} />
        </TableCell>
        <TableCell className={classes.state}>
          <KeyState keyEntity={key} />
        </TableCell>
        <TableCell className={classes.short}>{rotationPhrase(key)}</TableCell>
        <TableCell className={classes.who}>{whoMayUse(key)}</TableCell>
        <TableCell className={classes.short}>
          <OptionalLink to={memoriesLink({ key: key.entityRef })}>
            {pluralizeMemories(memories)}
          </OptionalLink>
          <div>
            <Button
              size="small"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={`What is lost if it goes: ${keyAlias(key)}`}
              onClick={() => setOpen(!open)}
            >
              What is lost
            </Button>
          </div>
        </TableCell>
        <TableCell className={classes.owner}>
          {key.ownerRef === UNOWNED ? (
            <Typography variant="body2">None</Typography>
          ) : (
            <EntityRefLink
              entityRef={key.ownerRef}
              defaultKind="group"
              hideIcon
            />
          )}
        </TableCell>
        <TableCell className={classes.short}>{key.scope.accountId}</TableCell>
        <TableCell className={classes.short}>{key.scope.region}</TableCell>
      </TableRow>
      {open && (
        <TableRow id={id}>
          <TableCell colSpan={columns}>
            <BlastRadiusView keyRef={key.entityRef} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
