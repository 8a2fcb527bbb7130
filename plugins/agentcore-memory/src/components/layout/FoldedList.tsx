import { ReactNode, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslate } from '../../hooks/useTranslate';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingLeft: 20,
    // Within text, colour alone does not tell a link.
    '& a': { textDecoration: 'underline' },
  },
});

/** A list that shows the first items; a button unfolds the others. */
export function FoldedList<T>({
  items,
  limit,
  keyOf,
  children,
}: {
  items: readonly T[];
  limit: number;
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const [expanded, setExpanded] = useState(false);
  const id = useId();
  const shown = expanded ? items : items.slice(0, limit);
  return (
    <>
      <ul id={id} className={classes.list}>
        {shown.map(item => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {items.length > limit && (
        <Button
          size="small"
          aria-expanded={expanded}
          aria-controls={id}
          onClick={() => setExpanded(!expanded)}
        >
          {expanded
            ? t('layout.showFewer')
            : t('layout.showAll', { number: String(items.length) })}
        </Button>
      )}
    </>
  );
}
