import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  KeyEntity,
  MemoryEntity,
  MemoryLink,
} from 'backstage-plugin-agentcore-memory-common';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { describeObserved } from '../../model/describeObserved';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { FactList } from '../layout/FactList';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';
import { migrationTaskRouteRef } from '../../routes';

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

/** A memory before or after this one, as a tag in AWS says; the catalog may not have it. */
function Other({ memory }: { memory: MemoryLink }) {
  return (
    <EntityRefLink
      entityRef={memory.entityRef}
      title={memory.memoryId}
      defaultKind="resource"
    />
  );
}

/** The task that moved the data, which holds the report. */
function Task({ id }: { id: string }) {
  const taskPath = useRouteRef(migrationTaskRouteRef);
  return taskPath ? (
    <Link to={taskPath({ taskId: id })}>Report of the migration</Link>
  ) : (
    <>Task {id}</>
  );
}

/** The owner of a memory and how it was found, the encryption, the place, and why settings are not known. */
export function MemoryDetails({
  memory,
  keyEntity,
  freshness,
}: {
  memory: MemoryEntity;
  /** Left out: the memory depends on none, or the reader may not see it. */
  keyEntity?: KeyEntity;
  /** Of the key. */
  freshness: EntitiesFreshness;
}) {
  const rows: [string, ReactNode][] = [
    ['Owner', <Owner memory={memory} />],
    ['Encryption', ENCRYPTION_LABELS[memory.encryption]],
    ['Key', keyEntity ? <KeyName keyEntity={keyEntity} /> : memory.keyArn],
    [
      'Key state',
      keyEntity && (
        <KeyState keyEntity={keyEntity} freshness={freshness.of(keyEntity)} />
      ),
    ],
    ['Status', memory.status],
    ['Settings', describeObserved('memory', memory.details, () => undefined)],
    ['Replaced by', memory.replacedBy && <Other memory={memory.replacedBy} />],
    ['Replaces', memory.replaces && <Other memory={memory.replaces} />],
    ['Migration', memory.migrationTask && <Task id={memory.migrationTask} />],
    ['Account', memory.scope.accountId],
    ['Region', memory.scope.region],
  ];
  return <FactList rows={rows} />;
}
