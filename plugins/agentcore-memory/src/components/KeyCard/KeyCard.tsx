import { makeStyles } from '@material-ui/core/styles';
import { InfoCard } from '@backstage/core-components';
import {
  KeyEntity,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useCurrentEntity } from '../../hooks/useCurrentEntity';
import { useFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';
import { keyRows } from '../../model/keyRows';
import { EntityFreshness } from '../layout/EntityFreshness';
import { FactList } from '../layout/FactList';
import { FreshnessAsked } from '../scorecard/FreshnessAsked';
import { FreshnessFailed } from '../scorecard/FreshnessFailed';
import { NotOurs } from '../scorecard/NotOurs';
import { KeyState } from '../scorecard/KeyState';
import { BlastRadiusView } from '../BlastRadius';
import { PolicySummary } from './PolicySummary';
import { WhoUsedKey } from './WhoUsedKey';

const useStyles = makeStyles(theme => ({
  sections: { display: 'grid', gap: theme.spacing(2) },
}));

function KeyContent({ keyEntity }: { keyEntity: KeyEntity }) {
  const t = useTranslate();
  const classes = useStyles();
  const { entityRef, policy } = keyEntity;
  const freshness = useFreshness([entityRef]);
  return (
    <div className={classes.sections}>
      <div>
        <FreshnessFailed freshness={freshness} />
        <KeyState keyEntity={keyEntity} freshness={freshness.of(keyEntity)} />
        <FreshnessAsked freshness={freshness} />
      </div>
      <BlastRadiusView keyEntity={keyEntity} />
      <PolicySummary policy={policy} />
      {/* What was asked of one key is no answer about another. */}
      <WhoUsedKey key={entityRef} keyEntity={keyEntity} />
      <FactList rows={keyRows(t, keyEntity)} />
    </div>
  );
}

/** The KMS key whose page it is on: its state, what stops working if it goes, who can use it, who did, and its facts. */
export function KeyCard() {
  const t = useTranslate();
  const current = useCurrentEntity();
  const keyEntity = readKeyEntity(current.entity);
  return (
    <InfoCard title={t('keys.card.title')}>
      <EntityFreshness current={current} />
      {keyEntity ? <KeyContent keyEntity={keyEntity} /> : <NotOurs />}
    </InfoCard>
  );
}
