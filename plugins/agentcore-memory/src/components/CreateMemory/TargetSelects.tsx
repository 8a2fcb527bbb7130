import { useEffect } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { TargetAccount } from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { completePlace, placeOptions, withAccount } from '../../model/targets';
import { PlaceSelect } from './PlaceSelect';

const useStyles = makeStyles(theme => ({
  selects: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
}));

/** Account and region among the configured ones. What there is but one of is chosen by itself. */
export function TargetSelects({
  value,
  targets,
  disabled,
  onChange,
}: {
  value: Partial<TargetPlace>;
  targets: readonly TargetAccount[];
  disabled: boolean;
  onChange: (value: Partial<TargetPlace>) => void;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const { accountId, region } = value;
  const options = placeOptions(t, value, targets);
  const complete = completePlace(value, targets);
  const isIncomplete =
    complete.accountId !== accountId || complete.region !== region;
  useEffect(() => {
    if (isIncomplete) onChange(complete);
    // The value decides; the functions are others with every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isIncomplete, complete.accountId, complete.region]);

  return (
    <div className={classes.selects}>
      <PlaceSelect
        label={t('create.target.account')}
        none={t('create.target.chooseAccount')}
        value={accountId}
        options={options.accounts}
        problem={options.accountProblem}
        disabled={disabled}
        onChange={chosen => onChange(withAccount(value, chosen, targets))}
      />
      <PlaceSelect
        label={t('common.word.region')}
        none={
          accountId
            ? t('create.target.chooseRegion')
            : t('create.target.chooseAccountFirst')
        }
        value={region}
        options={options.regions}
        problem={options.regionProblem}
        disabled={disabled || options.regions.length === 0}
        onChange={chosen => onChange({ ...value, region: chosen })}
      />
    </div>
  );
}
