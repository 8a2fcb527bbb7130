import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslate } from '../../hooks/useTranslate';
import { WhoFixes } from '../../model/whoFixes';

/** Above the commands of a fix: whom to ask where others have to run them, and the template that does it instead. */
export function FixHints({
  who,
  replacement,
}: {
  who: WhoFixes;
  /** The path of the template; left out: there is none. */
  replacement?: string;
}) {
  const t = useTranslate();
  if (who.kind === 'key-owner') {
    return (
      <Typography variant="body2">
        {who.ownerRef
          ? t('memory.fix.keyOwner', {
              account: who.accountId,
              owner: (
                <EntityRefLink
                  entityRef={who.ownerRef}
                  defaultKind="group"
                  hideIcon
                />
              ),
            })
          : t('memory.fix.keyAccount', { account: who.accountId })}
      </Typography>
    );
  }
  if (who.kind === 'manager') {
    return (
      <Typography variant="body2">
        {t('memory.fix.manager', { arn: <code>{who.arn}</code> })}
      </Typography>
    );
  }
  return replacement ? (
    <Typography variant="body2">
      {t('memory.fix.replace', {
        link: (
          <Link to={replacement} underline="always">
            {t('memory.offer.replace')}
          </Link>
        ),
      })}
    </Typography>
  ) : null;
}
