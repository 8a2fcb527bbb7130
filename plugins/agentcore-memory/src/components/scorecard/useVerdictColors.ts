import { useTheme } from '@material-ui/core/styles';
import { Verdict } from 'backstage-plugin-agentcore-memory-common';

/** The theme's colour of each verdict. Never the only carrier: a label or a number stands beside it. */
export function useVerdictColors(): Record<Verdict, string> {
  const { status } = useTheme().palette;
  return {
    compliant: status.ok,
    'at-risk': status.warning,
    'non-compliant': status.error,
    unknown: status.aborted,
  };
}
