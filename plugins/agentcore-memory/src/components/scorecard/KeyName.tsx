import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { KeyEntity } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { keyAlias } from '../../model/keyWords';

/** A link to a key by its alias, with its id beneath where there is no alias. */
export function KeyName({ keyEntity }: { keyEntity: KeyEntity }) {
  const t = useTranslate();
  const { aliases, entityRef, keyId } = keyEntity;
  const named = aliases.state === 'known' && aliases.value.length > 0;
  return (
    <>
      <EntityRefLink
        entityRef={entityRef}
        title={keyAlias(t, keyEntity)}
        hideIcon
      />
      {!named && (
        <Typography variant="caption" color="textSecondary" component="div">
          {keyId}
        </Typography>
      )}
    </>
  );
}
