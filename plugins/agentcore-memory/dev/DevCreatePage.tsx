import '@backstage/cli/asset-types';
import { useState } from 'react';
import { Content, Header, Page } from '@backstage/core-components';
import {
  EntityPickerFieldExtension,
  OwnerPickerFieldExtension,
} from '@backstage/plugin-scaffolder';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  AgentCoreMemoryKeyPickerFieldExtension,
  AgentCoreMemoryStrategiesFieldExtension,
  AgentCoreMemoryTargetPickerFieldExtension,
  AgentCoreMemoryVerdictFieldExtension,
} from '../src';
// Of a backend package that this one does not depend on.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import template from '../../scaffolder-backend-module-agentcore-memory/templates/create-memory/template.yaml';

type StepperProps = Parameters<typeof Stepper>[0];

interface Template {
  metadata: { title: string };
  spec: { parameters: StepperProps['manifest']['steps'][number]['schema'][] };
}

// The bundler parses it; its type says text.
const { metadata, spec } = template as unknown as Template;
const MANIFEST: StepperProps['manifest'] = {
  title: metadata.title,
  steps: spec.parameters.map(schema => ({
    title: String(schema.title),
    schema,
  })),
};

/** The form of the template in the scaffolder's wizard. Nothing is created: what would be sent is shown. */
export function DevCreatePage() {
  const extensions: StepperProps['extensions'] = useCustomFieldExtensions(
    <ScaffolderFieldExtensions>
      <OwnerPickerFieldExtension />
      <EntityPickerFieldExtension />
      <AgentCoreMemoryTargetPickerFieldExtension />
      <AgentCoreMemoryKeyPickerFieldExtension />
      <AgentCoreMemoryStrategiesFieldExtension />
      <AgentCoreMemoryVerdictFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  const [sent, setSent] = useState<object>();
  return (
    <Page themeId="tool">
      <Header title={MANIFEST.title} />
      <Content>
        {sent ? (
          <pre aria-label="Sent">{JSON.stringify(sent, null, 2)}</pre>
        ) : (
          <Stepper
            manifest={MANIFEST}
            extensions={extensions}
            onCreate={async values => setSent(values)}
          />
        )}
      </Content>
    </Page>
  );
}
