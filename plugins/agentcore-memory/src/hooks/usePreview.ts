import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { FormData, placeOf } from '../model/creationForm';
import { creationInput } from '../model/creationInput';
import { previewOnce } from '../model/previewOnce';

/** What would become of a filled-in form; nothing is asked without account and region. */
export function usePreview(form: FormData) {
  const api = useApi(agentCoreMemoryApiRef);
  // The form is another object with every render.
  const question = JSON.stringify([placeOf(form), creationInput(form)]);
  return useAsyncRetry(async () => {
    const [place, input] = JSON.parse(question);
    return place ? previewOnce(api, place, input) : undefined;
  }, [api, question]);
}
