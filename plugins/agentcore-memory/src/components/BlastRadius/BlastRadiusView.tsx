import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Progress } from '@backstage/core-components';
import { KeyEntity } from 'backstage-plugin-agentcore-memory-common';
import { useBlastRadius } from '../../hooks/useBlastRadius';
import { useTranslate } from '../../hooks/useTranslate';
import { describeLimits, describeLoss } from '../../model/blastRadius';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { Dependants } from './Dependants';
import { TeamLosses } from './TeamLosses';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    gap: theme.spacing(1, 4),
    marginTop: theme.spacing(1),
  },
}));

/** Which teams and which components lose what if a key goes, or have lost what with it. */
export function BlastRadiusView({ keyEntity }: { keyEntity: KeyEntity }) {
  const t = useTranslate();
  const classes = useStyles();
  const { value, error, retry } = useBlastRadius(keyEntity.entityRef);
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('keys.blast.loadFailed')}
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  const limits = describeLimits(t, value);
  const title =
    keyEntity.details.state === 'missing'
      ? t('keys.blast.lost')
      : t('keys.blast.ifItGoes');
  return (
    <section aria-label={title}>
      <RefreshFailed error={error} retry={retry} />
      <Typography variant="overline" component="h3">
        {title}
      </Typography>
      <Typography variant="body2">{describeLoss(t, value)}</Typography>
      {value.memories > 0 && (
        <div className={classes.columns}>
          <TeamLosses teams={value.teams} />
          <Dependants dependants={value.dependants} />
        </div>
      )}
      {limits && (
        <Typography variant="caption" color="textSecondary" component="p">
          {limits}
        </Typography>
      )}
    </section>
  );
}
