import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { Memory } from '../../model/memoryOf';
import { FactList } from '../common/FactList';

function Owner({ memory }: { memory: Memory }) {
  return (
    <>
      {memory.ownerRef ? (
        <EntityRefLink entityRef={memory.ownerRef} defaultKind="group" />
      ) : (
        'None'
      )}
      {memory.ownerSource && (
        <Typography variant="caption" color="textSecondary" component="div">
          {memory.ownerSource}
        </Typography>
      )}
    </>
  );
}

/** Who owns a memory and how that was found, its encryption and where it lives. */
export function MemoryDetails({ memory }: { memory: Memory }) {
  const rows: [string, ReactNode][] = [
    ['Owner', <Owner memory={memory} />],
    ['Encryption', ENCRYPTION_LABELS[memory.encryption]],
    [
      'Key',
      memory.keyRef ? (
        <EntityRefLink entityRef={memory.keyRef} title={memory.keyArn} />
      ) : (
        memory.keyArn
      ),
    ],
    ['Status', memory.status],
    ['Account', memory.accountId],
    ['Region', memory.region],
  ];
  return <FactList rows={rows} />;
}
