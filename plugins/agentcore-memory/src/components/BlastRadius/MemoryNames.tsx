import { Fragment, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';

const SHOWN_AT_ONCE = 5;

/** Memories as links in one line, the first ones until more are asked for. */
export function MemoryNames({
  memories,
}: {
  memories: readonly MemoryEntity[];
}) {
  const t = useTranslate();
  const [expanded, setExpanded] = useState(false);
  const shown = expanded ? memories : memories.slice(0, SHOWN_AT_ONCE);
  return (
    <Typography variant="caption" component="div">
      {shown.map(({ entityRef, title }, index) => (
        <Fragment key={entityRef}>
          {index > 0 && ', '}
          <EntityRefLink entityRef={entityRef} title={title} hideIcon />
        </Fragment>
      ))}
      {memories.length > shown.length && (
        <Button size="small" onClick={() => setExpanded(true)}>
          {t('keys.blast.more', {
            number: String(memories.length - shown.length),
          })}
        </Button>
      )}
    </Typography>
  );
}
