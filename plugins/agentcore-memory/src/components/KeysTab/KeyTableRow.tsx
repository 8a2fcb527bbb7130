import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { UNOWNED } from 'backstage-plugin-agentcore-memory-common';
import { KeyRow } from '../../hooks/useKeys';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { Freshness } from '../../model/freshness';
import {
  keyAlias,
  keyPlace,
  rotationPhrase,
  whoMayUse,
} from '../../model/keyWords';
import { pluralizeMemories } from '../../model/labels';
import { BlastRadiusView } from '../BlastRadius';
import { OptionalLink } from '../layout/OptionalLink';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    '& button': { margin: theme.spacing(-0.5, 0, 0, -1.5) },
  },
  name: { minWidth: 240 },
  place: { whiteSpace: 'nowrap' },
  state: { minWidth: 170 },
  who: { minWidth: 280, overflowWrap: 'anywhere' },
  owner: { minWidth: 150 },
  // Stays in sight while the table scrolls sideways; the row's padding is on both sides.
  unfolded: {
    position: 'sticky',
    left: theme.spacing(2),
    maxWidth: `calc(100cqi - ${theme.spacing(4)}px)`,
  },
  short: { whiteSpace: 'nowrap' },
}));

/** One key in the Keys tab. What is lost if it goes unfolds beneath it. */
export function KeyTableRow({
  row: { key, memories },
  freshness,
  columns,
}: {
  row: KeyRow;
  freshness: Freshness;
  columns: number;
}) {
  const t = useTranslate();
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
          <div className={classes.head}>
            <IconButton
              size="small"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={t('keys.lostIfItGoes', {
                key: keyAlias(t, key),
                place: keyPlace(key),
              })}
              onClick={() => setOpen(!open)}
            >
              {open ? <ExpandLess /> : <ExpandMore />}
            </IconButton>
            <div>
              <KeyName keyEntity={key} />
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
                className={classes.place}
              >
                {keyPlace(key)}
              </Typography>
            </div>
          </div>
        </TableCell>
        <TableCell className={classes.state}>
          <KeyState keyEntity={key} freshness={freshness} />
        </TableCell>
        <TableCell className={classes.short}>
          {rotationPhrase(t, key)}
        </TableCell>
        <TableCell className={classes.who}>{whoMayUse(t, key)}</TableCell>
        <TableCell className={classes.short}>
          <OptionalLink to={memoriesLink({ key: key.entityRef })}>
            {pluralizeMemories(t, memories)}
          </OptionalLink>
        </TableCell>
        <TableCell className={classes.owner}>
          {key.ownerRef === UNOWNED ? (
            <Typography variant="body2">{t('common.word.none')}</Typography>
          ) : (
            <EntityRefLink
              entityRef={key.ownerRef}
              defaultKind="group"
              hideIcon
            />
          )}
        </TableCell>
      </TableRow>
      {open && (
        <TableRow id={id}>
          <TableCell colSpan={columns}>
            <div className={classes.unfolded}>
              <BlastRadiusView keyEntity={key} />
            </div>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
