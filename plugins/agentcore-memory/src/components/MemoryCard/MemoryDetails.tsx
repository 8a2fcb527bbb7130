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
import { useTranslate } from '../../hooks/useTranslate';
import { describeObserved } from '../../model/describeObserved';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { FactList } from '../layout/FactList';
import { KeyName } from '../scorecard/KeyName';
import { KeyState } from '../scorecard/KeyState';
import { migrationTaskRouteRef } from '../../routes';

function Owner({ memory }: { memory: MemoryEntity }) {
  const t = useTranslate();
  const ownerRef = shownOwner(memory);
  const source = describeOwnerSource(t, memory.ownerSource, memory.ownerClaim);
  return (
    <>
      {ownerRef ? (
        <EntityRefLink entityRef={ownerRef} defaultKind="group" />
      ) : (
        t('common.word.none')
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
  const t = useTranslate();
  const taskPath = useRouteRef(migrationTaskRouteRef);
  return taskPath ? (
    <Link to={taskPath({ taskId: id })}>
      {t('memory.details.migrationReport')}
    </Link>
  ) : (
    <>{t('memory.details.task', { id })}</>
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
  const t = useTranslate();
  const rows: [string, ReactNode][] = [
    [t('common.word.owner'), <Owner memory={memory} />],
    [t('common.word.encryption'), t(`common.encryption.${memory.encryption}`)],
    [
      t('common.word.key'),
      keyEntity ? <KeyName keyEntity={keyEntity} /> : memory.keyArn,
    ],
    [
      t('memory.details.keyState'),
      keyEntity && (
        <KeyState keyEntity={keyEntity} freshness={freshness.of(keyEntity)} />
      ),
    ],
    [t('common.word.status'), memory.status],
    [
      t('memory.details.settings'),
      describeObserved(t, 'memory', memory.details, () => undefined),
    ],
    [
      t('memory.details.replacedBy'),
      memory.replacedBy && <Other memory={memory.replacedBy} />,
    ],
    [
      t('memory.details.replaces'),
      memory.replaces && <Other memory={memory.replaces} />,
    ],
    [
      t('memory.details.migration'),
      memory.migrationTask && <Task id={memory.migrationTask} />,
    ],
    [t('common.word.account'), memory.scope.accountId],
    [t('common.word.region'), memory.scope.region],
  ];
  return <FactList rows={rows} />;
}
