import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useOwnershipRefs } from '../../hooks/useOwnershipRefs';
import { ScrollingTable } from '../layout/ScrollingTable';
import { TeamRow } from './TeamRow';

const COLUMNS = ['Team', 'Score', 'Coverage', 'Verdicts', 'Memories'];

/** Every team's scorecard in the order of the API, worst first, or those of the reader's own teams. */
export function TeamsTable({ items }: { items: readonly ScorecardItem[] }) {
  const [params, setParams] = useAppSearchParams();
  const ownershipRefs = useOwnershipRefs();
  const onlyMine = params.get('mine') === 'true';
  const shown = onlyMine
    ? items.filter(
        ({ ownerRef }) => ownerRef && ownershipRefs?.includes(ownerRef),
      )
    : items;
  return (
    <>
      <FormControlLabel
        label="My teams"
        control={
          <Switch
            color="primary"
            checked={onlyMine}
            disabled={!ownershipRefs}
            onChange={(_, checked) =>
              setParams(checked ? { mine: 'true' } : {}, { replace: true })
            }
          />
        }
      />
      {shown.length === 0 && (!onlyMine || ownershipRefs) ? (
        <Typography>
          {onlyMine
            ? 'Nothing to assess: none of your teams owns an AgentCore memory.'
            : 'No team owns an AgentCore memory.'}
        </Typography>
      ) : (
        <ScrollingTable label="Teams, worst first" columns={COLUMNS}>
          {shown.map(item => (
            <TeamRow key={item.ownerRef ?? item.bucket} item={item} />
          ))}
        </ScrollingTable>
      )}
    </>
  );
}
