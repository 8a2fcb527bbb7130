import { Progress } from '@backstage/core-components';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useFreshness } from '../../hooks/useFreshness';
import { KeyRow, useKeys } from '../../hooks/useKeys';
import { useTranslate } from '../../hooks/useTranslate';
import { FreshnessFailed } from '../scorecard/FreshnessFailed';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { Section } from '../layout/Section';
import { KeysAtRiskList } from './KeysAtRiskList';
import { NoKeysAtRisk } from './NoKeysAtRisk';

const SHOWN = 5;
const FILTERS = {};
const NO_ROWS: KeyRow[] = [];

/** The keys that are not known to be enabled, and how much hangs on each; as far as the reader may see them. */
export function KeysAtRisk({ scans }: { scans: ScanSummary }) {
  const t = useTranslate();
  const { value, error, retry } = useKeys(FILTERS, SHOWN);
  const rows = value ? value.rows.slice(0, value.atRisk) : NO_ROWS;
  const freshness = useFreshness(rows.map(({ key }) => key.entityRef));
  return (
    <Section
      title={t('overview.keysAtRisk.title')}
      subheader={t('overview.keysAtRisk.order')}
    >
      {!value && !error && <Progress />}
      {!value && error && (
        <LoadFailed
          title={t('common.loadFailed.keys')}
          error={error}
          retry={retry}
        />
      )}
      {value && (
        <>
          <RefreshFailed error={error} retry={retry} />
          <FreshnessFailed freshness={freshness} />
          {value.atRisk === 0 ? (
            <NoKeysAtRisk keys={value.total} scans={scans} />
          ) : (
            <KeysAtRiskList
              rows={rows}
              freshness={freshness}
              total={value.atRisk}
            />
          )}
        </>
      )}
    </Section>
  );
}
