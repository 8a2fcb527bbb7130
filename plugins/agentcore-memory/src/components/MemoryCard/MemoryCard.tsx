import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { InfoCard } from '@backstage/core-components';
import {
  fixFor,
  MemoryEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useCurrentEntity } from '../../hooks/useCurrentEntity';
import { useFixInput } from '../../hooks/useFixInput';
import { EntityFreshness } from '../layout/EntityFreshness';
import { NotOurs } from '../scorecard/NotOurs';
import { StaleMark } from '../scorecard/StaleMark';
import { VerdictChip } from '../scorecard/StatusChip';
import { FindingItem } from './FindingItem';
import { MemoryDetails } from './MemoryDetails';

const useStyles = makeStyles({
  findings: { listStyle: 'none', margin: 0, padding: 0 },
});

function MemoryContent({ memory }: { memory: MemoryEntity }) {
  const classes = useStyles();
  const { value: input, error } = useFixInput(memory);
  return (
    <>
      <VerdictChip verdict={memory.verdict} />
      {memory.staleSince && <StaleMark since={memory.staleSince} />}
      <MemoryDetails memory={memory} />
      {error && (
        <Typography variant="caption" role="alert">
          What to do could not be worked out: {error.message}
        </Typography>
      )}
      {memory.findings.length === 0 ? (
        <Typography>
          Not assessed: this memory has no findings, so its verdict is unknown.
        </Typography>
      ) : (
        <ul aria-label="Findings" className={classes.findings}>
          {memory.findings.map(finding => (
            <FindingItem
              key={finding.rule}
              finding={finding}
              fix={input && fixFor(finding, input)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** The assessment of the memory whose page it is on: verdict, findings, evidence and fixes. */
export function MemoryCard() {
  const current = useCurrentEntity();
  const { entity } = current;
  const memory = useMemo(() => readMemoryEntity(entity), [entity]);
  return (
    <InfoCard title="AgentCore memory assessment">
      <EntityFreshness current={current} />
      {memory ? <MemoryContent memory={memory} /> : <NotOurs />}
    </InfoCard>
  );
}
