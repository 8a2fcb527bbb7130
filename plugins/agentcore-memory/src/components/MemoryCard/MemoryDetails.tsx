import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from '../../model/describeObserved';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { FactList } from '../layout/FactList';

function Owner({ memory }: { memory: MemoryEntity }) {
  const ownerRef = shownOwner(memory);
  const source = describeOwnerSource(memory.ownerSource, memory.ownerClaim);
  return (
    <>
      {ownerRef ? (
        <EntityRefLink entityRef={ownerRef} defaultKind="group" />
      ) : (
        'None'
      )}
      {source && (
        <Typography variant="caption" color="textSecondary" component="div">
          {source}
        </Typography>
      )}
    </>
  );
}

/** The owner of a memory and how it was found, the encryption, the place, and why settings are not known. */
export function MemoryDetails({ memory }: { memory: MemoryEntity }) {
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
    ['Settings', describeObserved('memory', memory.details, () => undefined)],
    ['Account', memory.scope.accountId],
    ['Region', memory.scope.region],
  ];
  return <FactList rows={rows} />;
}
