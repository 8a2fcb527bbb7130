import { useTheme } from '@material-ui/core/styles';
import { useTranslate } from '../../hooks/useTranslate';
import { describeTrend, trendLines } from '../../model/trend';

const SIZE = { width: 96, height: 24 };
/** Room for the line's own width. */
const MARGIN = 2;

/** The score of each week as a small line, with a gap where nothing was recorded; nothing without a trend. */
export function TrendLine({ trend }: { trend: readonly (number | null)[] }) {
  const t = useTranslate();
  const { palette } = useTheme();
  const label = describeTrend(t, trend);
  if (!label) return null;
  return (
    <svg
      role="img"
      // In line with the text around it.
      preserveAspectRatio="xMinYMid meet"
      aria-label={label}
      width={SIZE.width}
      height={SIZE.height}
      viewBox={`${-MARGIN} ${-MARGIN} ${SIZE.width + 2 * MARGIN} ${
        SIZE.height + 2 * MARGIN
      }`}
      style={{ display: 'block' }}
    >
      {trendLines(trend, SIZE).map(points => (
        <polyline
          key={points}
          // A single score is a line to itself, which shows as a dot.
          points={points.includes(' ') ? points : `${points} ${points}`}
          fill="none"
          stroke={palette.primary.main}
          strokeWidth={2}
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}
