import Typography from '@material-ui/core/Typography';
import { usePreview } from '../../hooks/usePreview';
import { useTranslate } from '../../hooks/useTranslate';
import { formDataOf, memoryOf, placeOf } from '../../model/creationForm';
import { AskedFor } from './AskedFor';
import { PreviewView } from './PreviewView';
import { VerdictSchema } from './schemas';

/** The verdict that the memory will have, rule by rule; there is nothing to fill in. */
export function Verdict({ schema, formContext }: typeof VerdictSchema.TProps) {
  const t = useTranslate();
  const { title = t('common.word.verdict'), description } = schema;
  const form = formDataOf(formContext);
  const asked = usePreview(form);
  return (
    <section aria-label={title}>
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      {description && (
        <Typography variant="body2" color="textSecondary" paragraph>
          {description}
        </Typography>
      )}
      {placeOf(form) ? (
        <AskedFor failed={t('create.verdict.previewFailed')} asked={asked}>
          {preview => (
            <PreviewView
              preview={preview}
              replaces={memoryOf(form.memory).memoryArn !== undefined}
            />
          )}
        </AskedFor>
      ) : (
        <Typography>{t('create.verdict.pagesFirstSentence')}</Typography>
      )}
    </section>
  );
}
