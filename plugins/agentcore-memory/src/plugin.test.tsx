import { screen } from '@testing-library/react';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { renderWithApis } from './__testUtils__/renderWithApis';
import {
  AgentCoreMemoryKeyPickerFieldExtension,
  AgentCoreMemoryStrategiesFieldExtension,
  AgentCoreMemoryTargetPickerFieldExtension,
  AgentCoreMemoryVerdictFieldExtension,
} from './plugin';

function FieldNames() {
  const fields = useCustomFieldExtensions(
    <ScaffolderFieldExtensions>
      <AgentCoreMemoryTargetPickerFieldExtension />
      <AgentCoreMemoryKeyPickerFieldExtension />
      <AgentCoreMemoryStrategiesFieldExtension />
      <AgentCoreMemoryVerdictFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  return <p>{fields.map(({ name }) => name).join(' ')}</p>;
}

describe('the plugin in the legacy frontend system', () => {
  it('has the form fields by the names that templates use', async () => {
    await renderWithApis(<FieldNames />);
    expect(
      screen.getByText(
        'AgentCoreMemoryTargetPicker AgentCoreMemoryKeyPicker AgentCoreMemoryStrategies AgentCoreMemoryVerdict',
      ),
    ).toBeVisible();
  });
});
