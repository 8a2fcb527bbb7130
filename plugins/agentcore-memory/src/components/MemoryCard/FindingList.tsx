import { makeStyles } from '@material-ui/core/styles';
import { Finding, RuleId } from 'backstage-plugin-agentcore-memory-common';
import { MemoryWaivers } from '../../hooks/useFindingWaivers';
import { FindingItem, FixOffer } from './FindingItem';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Findings in the given order. */
export function FindingList({
  label,
  findings,
  offerOf,
  waivers,
  idOf,
}: {
  /** For screen readers. */
  label: string;
  findings: readonly Finding[];
  offerOf?: (finding: Finding) => FixOffer | undefined;
  /** Of the memory. */
  waivers?: MemoryWaivers;
  idOf?: (rule: RuleId) => string;
}) {
  const classes = useStyles();
  return (
    <ul aria-label={label} className={classes.list}>
      {findings.map(finding => (
        <FindingItem
          key={finding.rule}
          finding={finding}
          offer={offerOf?.(finding)}
          waivers={waivers}
          id={idOf?.(finding.rule)}
        />
      ))}
    </ul>
  );
}
