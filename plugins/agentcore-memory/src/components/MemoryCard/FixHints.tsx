import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
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
  if (who.kind === 'key-owner') {
    return (
      <Typography variant="body2">
        {`The key is in account ${who.accountId}. Ask `}
        {who.ownerRef ? (
          <>
            {'its owner, '}
            <EntityRefLink
              entityRef={who.ownerRef}
              defaultKind="group"
              hideIcon
            />
            , to do this:
          </>
        ) : (
          'those who run that account to do this:'
        )}
      </Typography>
    );
  }
  if (who.kind === 'manager') {
    return (
      <Typography variant="body2">
        Ask those who run <code>{who.arn}</code>: the memory is managed by it,
        and has to be changed there.
      </Typography>
    );
  }
  return replacement ? (
    <Typography variant="body2">
      <Link to={replacement} underline="always">
        Replace it and move its data
      </Link>
      , with the form filled in for this memory: a new memory with a key of
      yours gets all that this one remembers. This one stays until you retire
      it. Or run the commands, which move no data:
    </Typography>
  ) : null;
}
