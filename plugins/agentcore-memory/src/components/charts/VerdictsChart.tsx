import { useTheme } from '@material-ui/core/styles';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Verdict, VERDICTS } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { ChartDay } from '../../model/historyChart';
import { useVerdictColors } from '../scorecard/useVerdictColors';

/** Compliant memories stand at the bottom, so that the worst ones show as what is on top of them. */
const BOTTOM_UP: Verdict[] = [...VERDICTS].reverse();

/** As 100K, since the axis has no room for six digits. */
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact' });

/** Verdicts per day as stacked bars. A day without a record has no bar. */
export default function VerdictsChart({
  days,
  marks,
}: {
  days: ChartDay[];
  /** Days on which memories were judged differently, and the number that stands at the line. */
  marks: readonly { day: string; number: number }[];
}) {
  const t = useTranslate();
  const { palette } = useTheme();
  const colors = useVerdictColors();
  const tick = { fill: palette.text.secondary, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height={240}>
      <BarChart
        data={days}
        barCategoryGap={1}
        margin={{ top: 20, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke={palette.divider} />
        <XAxis
          dataKey="day"
          tick={tick}
          stroke={palette.divider}
          minTickGap={40}
          tickFormatter={(day: string) => day.slice(5)}
        />
        <YAxis
          tick={tick}
          stroke={palette.divider}
          allowDecimals={false}
          tickFormatter={(count: number) => COMPACT.format(count)}
          width={48}
        />
        <Tooltip
          cursor={{ fill: palette.action.hover }}
          isAnimationActive={false}
          formatter={count => Number(count).toLocaleString('en-US')}
          contentStyle={{
            backgroundColor: palette.background.paper,
            borderColor: palette.divider,
            color: palette.text.primary,
          }}
          itemStyle={{ color: palette.text.primary }}
        />
        {BOTTOM_UP.map(verdict => (
          <Bar
            key={verdict}
            dataKey={verdict}
            name={t(`common.verdict.${verdict}`)}
            stackId="verdicts"
            fill={colors[verdict]}
            maxBarSize={32}
            isAnimationActive={false}
          />
        ))}
        {marks.map(({ day, number }) => (
          <ReferenceLine
            key={number}
            x={day}
            stroke={palette.text.primary}
            strokeDasharray="4 3"
            label={{
              value: number,
              position: 'top',
              fill: palette.text.primary,
              fontSize: 12,
            }}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
