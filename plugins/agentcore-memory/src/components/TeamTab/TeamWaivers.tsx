import { useCallback } from 'react';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryWaiverReadPermission,
  isWaivable,
  Outcome,
  RuleTally,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../../api';
import { usePolling } from '../../hooks/usePolling';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';
import { RefreshFailed } from '../layout/LoadFailed';
import { Section } from '../layout/Section';
import { RequestWaiver } from '../waivers/RequestWaiver';
import { WaiverLine } from '../waivers/WaiverLine';

const POLL_INTERVAL_MS = 30_000;

function breaks({ outcomes }: RuleTally): boolean {
  return (Object.keys(outcomes) as Outcome[]).some(
    outcome => isWaivable(outcome) && outcomes[outcome] > 0,
  );
}

/** The waivers that are pending or hold for all memories of a team, and where the reader may ask for one. */
export function TeamWaivers({
  ownerRef,
  title,
  rules,
}: {
  ownerRef: string;
  title: string;
  rules: readonly RuleTally[];
}) {
  const t = useTranslate();
  const api = useApi(agentCoreMemoryApiRef);
  const { allowed } = usePermission({
    permission: agentCoreMemoryWaiverReadPermission,
  });
  const { value, error, retry } = usePolling(
    useCallback(
      async () => (allowed ? api.getWaivers({ owner: ownerRef }) : undefined),
      [api, allowed, ownerRef],
    ),
    POLL_INTERVAL_MS,
  );
  if (error && !value) return <RefreshFailed error={error} retry={retry} />;
  if (!value) return null;
  const open = value.items.filter(
    ({ entityRef, state }) =>
      entityRef === ownerRef && (state === 'approved' || state === 'pending'),
  );
  const shown = rules.flatMap(tally => {
    const waiver = open.find(({ rule }) => rule === tally.rule);
    const mayAsk = breaks(tally) && value.mayRequest.includes(tally.rule);
    return waiver || mayAsk ? [{ rule: tally.rule, waiver }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <Section title={t('waivers.team.title')} subheader={t('waivers.team.what')}>
      <RefreshFailed error={error} retry={retry} />
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {shown.map(({ rule, waiver }) => (
          <li key={rule}>
            <Typography variant="body2" component="span">
              {ruleTitle(t, rule)}
            </Typography>{' '}
            {waiver ? (
              <WaiverLine waiver={waiver} />
            ) : (
              <RequestWaiver
                target={{ owner: ownerRef }}
                title={title}
                rule={rule}
                maxDays={value.maxDays}
                onRequested={retry}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
