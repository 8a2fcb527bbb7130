import Typography from '@material-ui/core/Typography';
import { useTranslate } from '../../hooks/useTranslate';

/** Says that the provider did not write an entity, so none of its content is shown. */
export function NotOurs() {
  const t = useTranslate();
  return <Typography>{t('scorecard.notOurs')}</Typography>;
}
