import { useCallback } from 'react';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryWaiverReadPermission,
  RULE_IDS,
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

/** The waivers that are pending or hold for all memories of a team, and where the reader may ask for one. */
export function TeamWaivers({
  ownerRef,
  title,
}: {
  ownerRef: string;
  title: string;
}) {
  const t = useTranslate();
  const api = useApi(agentCoreMemoryApiRef);
  const { allowed } = usePermission({
    permission: agentCoreMemoryWaiverReadPermission,
  });
  const { value, error, retry } = usePolling(
    useCallback(
      async () =>
        allowed
          ? api.getWaivers({ owner: ownerRef, kind: 'owner' })
          : undefined,
      [api, allowed, ownerRef],
    ),
    POLL_INTERVAL_MS,
  );
  if (error && !value) return <RefreshFailed error={error} retry={retry} />;
  if (!value) return null;
  const open = value.items.filter(
    ({ state }) => state === 'approved' || state === 'pending',
  );
  const shown = RULE_IDS.flatMap(rule => {
    const waiver = open.find(one => one.rule === rule);
    return waiver || value.mayRequest.includes(rule) ? [{ rule, waiver }] : [];
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
