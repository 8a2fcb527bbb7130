import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslate } from '../../hooks/useTranslate';
import { MemoryOption } from '../../model/memoryOptions';
import { VerdictChip } from '../scorecard/StatusChip';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  },
}));

/** The memory that is chosen: its name first, then whose it is and where. */
export function ChosenMemory({
  option: { title, owner, place, memory },
  disabled,
  onChooseAnother,
}: {
  option: MemoryOption;
  disabled: boolean;
  onChooseAnother: () => void;
}) {
  const t = useTranslate();
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div>
        <Typography component="div">
          {memory ? (
            <EntityRefLink
              entityRef={memory.entityRef}
              title={title}
              hideIcon
            />
          ) : (
            title
          )}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="div">
          {owner && (
            <>
              <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
              {' · '}
            </>
          )}
          {place}
        </Typography>
      </div>
      {memory ? (
        <VerdictChip verdict={memory.verdict} />
      ) : (
        <Typography variant="caption" color="textSecondary">
          {t('create.memory.notShown')}
        </Typography>
      )}
      <Button size="small" disabled={disabled} onClick={onChooseAnother}>
        {t('create.memory.chooseAnother')}
      </Button>
    </div>
  );
}
