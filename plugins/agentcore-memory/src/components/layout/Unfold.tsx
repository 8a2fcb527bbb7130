import { ReactNode, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { useTranslate } from '../../hooks/useTranslate';

/** A button that shows and hides what belongs to it. Hidden content is not rendered. */
export function Unfold({
  show,
  hide,
  about,
  initiallyOpen = false,
  children,
}: {
  /** What the button says while the content is hidden. */
  show: string;
  hide: string;
  /** For screen readers, where several such buttons stand on one page. */
  about: string;
  initiallyOpen?: boolean;
  children: ReactNode;
}) {
  const t = useTranslate();
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <>
      <Button
        size="small"
        startIcon={open ? <ExpandLess /> : <ExpandMore />}
        style={{ textTransform: 'none' }}
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('common.labelled', { label: open ? hide : show, about })}
        onClick={() => setOpen(!open)}
      >
        {open ? hide : show}
      </Button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </>
  );
}
