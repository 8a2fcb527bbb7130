import { useEffect, useRef } from 'react';
import { useAppLocation } from '@backstage/frontend-plugin-api';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { useHistory } from '../../hooks/useHistory';
import { Polled } from '../../hooks/usePolling';
import { useTranslate } from '../../hooks/useTranslate';
import { lastDays } from '../../model/recording';
import { HistoryPart } from '../history/HistoryPart';
import { Transitions } from '../history/Transitions';
import { Section } from '../layout/Section';
import { Unfold } from '../layout/Unfold';

/** Where the links to this part lead. */
export const CHANGES_ID = 'changes';

const WEEK = 7;

/** What changed in seven days, regressions first, and on demand in ninety. */
export function ThisWeek({
  now,
  quarter,
}: {
  /** ISO 8601: the present, as the backend tells it. */
  now: string;
  /** The history of ninety days. */
  quarter: Polled<HistoryResponse>;
}) {
  const t = useTranslate();
  const period = lastDays(now, WEEK);
  const week = useHistory({ from: period.from });
  const { hash } = useAppLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === `#${CHANGES_ID}`) place.current?.scrollIntoView();
  }, [hash]);
  return (
    <div ref={place}>
      <Section title={t('overview.week.title')}>
        <HistoryPart history={week}>
          {history => <Transitions history={history} period={period} />}
        </HistoryPart>
        <Unfold
          show={t('overview.week.show')}
          hide={t('overview.week.hide')}
          about={t('overview.week.about')}
        >
          <HistoryPart history={quarter}>
            {history => (
              <Transitions history={history} period={lastDays(now)} />
            )}
          </HistoryPart>
        </Unfold>
      </Section>
    </div>
  );
}
