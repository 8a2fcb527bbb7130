import { KeyDetails } from '../facts';
import { kindOfKey } from '../rules/kindOfKey';
import { keyDetailsOf } from './fixInput';
import { ApprovedKeys } from '../rules/approvedKeys';
import { comment, shellWord } from './escape';
import { replaceMemory } from './replaceMemory';
import { Fix, FixContext } from './types';

interface Repair {
  text: string;
  /** Commands that take `--region` and `--key-id`. */
  commands: string[];
  cloudFormation: string;
  terraform: string;
}

const ENABLED = {
  cloudFormation: 'Enabled: true',
  terraform: 'is_enabled = true',
};
const notBy = (what: string) => ({
  cloudFormation: comment(`CloudFormation can't ${what}; use the AWS CLI.`),
  terraform: comment(`Terraform can't ${what}; use the AWS CLI.`),
});
const CANCEL: Repair = {
  text: 'Cancel the deletion of the key; AWS then leaves it disabled, so enable it.',
  commands: ['cancel-key-deletion', 'enable-key'],
  ...notBy('cancel the deletion of a key'),
};
const IMPORT: Repair = {
  text: "Import the same key material into the key again; other material can't decrypt what is there.",
  commands: [
    'get-parameters-for-import --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096',
    'import-key-material --encrypted-key-material fileb://material.bin --import-token fileb://token.bin --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE',
  ],
  ...notBy('import key material'),
};
const WAIT: Repair = {
  text: 'Wait until AWS has finished with the key; this takes minutes.',
  commands: ['describe-key --query KeyMetadata.KeyState'],
  ...notBy('hurry it'),
};

const BY_STATE: Record<string, Repair> = {
  Disabled: {
    text: 'Enable the key. If it was disabled on purpose, replace the memory instead.',
    commands: ['enable-key'],
    ...ENABLED,
  },
  PendingDeletion: CANCEL,
  PendingReplicaDeletion: CANCEL,
  PendingImport: IMPORT,
  Unavailable: {
    text: 'Connect the custom key store behind the key again.',
    commands: ['describe-key --query KeyMetadata.CustomKeyStoreId'],
    ...notBy('connect a custom key store'),
  },
  Creating: WAIT,
  Updating: WAIT,
};

function repairOf(
  details: KeyDetails,
  isInRegionOfMemory: boolean,
): Repair | undefined {
  if (Object.hasOwn(BY_STATE, details.state)) return BY_STATE[details.state];
  return details.validTo && isInRegionOfMemory ? IMPORT : undefined;
}

/** What makes a key work again, or a new memory where nothing does. */
export function fixKeyUsable(
  input: FixContext,
  approvedKeys: ApprovedKeys | undefined,
): Fix {
  const { key, memory } = input;
  const details = keyDetailsOf(input);
  const replace = (because: string) =>
    replaceMemory(input, because, approvedKeys);
  if (!key || !details) {
    return replace('AWS finds no such key, so what it encrypted is lost.');
  }
  if (kindOfKey(details) === 'unfit') {
    return replace('A key of this kind never works for a memory.');
  }
  const { region } = key.scope;
  const repair = repairOf(details, region === memory.scope.region);
  if (!repair) return replace('The key should be in the region of the memory.');
  return {
    text: repair.text,
    cli: repair.commands
      .map(command => {
        const [name, ...options] = command.split(' ');
        return [
          `aws kms ${name} --region ${shellWord(region)} --key-id ${shellWord(
            key.arn,
          )}`,
          ...options,
        ].join(' ');
      })
      .join('\n'),
    cloudFormation: repair.cloudFormation,
    terraform: repair.terraform,
  };
}
