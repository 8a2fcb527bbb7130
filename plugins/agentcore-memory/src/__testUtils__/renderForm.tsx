import { TranslationApi } from '@backstage/frontend-plugin-api';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  keyPickerField,
  memoryPickerField,
  strategiesField,
  targetPickerField,
  verdictField,
} from '../components/CreateMemory';
import { AgentCoreMemoryApi } from '../api';
import { fakeApi, renderWithApis } from './renderWithApis';
import { templatePages } from './template';

type Extensions = Parameters<typeof Stepper>[0]['extensions'];

/** A picker of the scaffolder as a plain input: what it chooses is not ours. */
function PlainPicker({
  schema,
  name,
  formData = '',
  onChange,
}: Parameters<Extensions[number]['component']>[0]) {
  return (
    <label>
      {schema.title}
      <input
        name={name}
        value={String(formData)}
        onChange={event => onChange(event.target.value || undefined)}
      />
    </label>
  );
}

const EXTENSIONS = [
  targetPickerField,
  keyPickerField,
  memoryPickerField,
  strategiesField,
  verdictField,
  { name: 'OwnerPicker', component: PlainPicker },
  { name: 'EntityPicker', component: PlainPicker },
] as Extensions;

/** Renders pages of the template's form in the scaffolder's own wizard. */
export async function renderForm(
  options: {
    /** Left out: all of them. */
    pages?: string[];
    /** What is filled in at first. */
    form?: Record<string, unknown>;
    api?: Partial<AgentCoreMemoryApi>;
    /** Folder of the template. */
    template?: string;
    catalogApi?: CatalogApi;
    /** Left out: English. */
    translations?: TranslationApi;
  } = {},
) {
  const { pages, form = {}, api, catalogApi, translations } = options;
  const { template = 'create-memory' } = options;
  const onCreate = jest.fn(async (_values: Record<string, unknown>) => {});
  const steps = templatePages(template)
    .filter(({ title }) => !pages || pages.includes(title))
    .map(schema => ({ title: schema.title, schema: schema as never }));
  await renderWithApis(
    <Stepper
      manifest={{ title: 'Create a memory', steps }}
      extensions={EXTENSIONS}
      initialState={form as never}
      onCreate={onCreate as never}
    />,
    { api: fakeApi(api), catalogApi, translations },
  );
  return { onCreate };
}
