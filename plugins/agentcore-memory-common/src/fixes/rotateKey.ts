import { keyPlace, metadataOf } from './place';
import { comment, shellWord } from './quote';
import { Fix, FixInput } from './types';

/** AWS takes 90 to 2560 days. */
const MIN_DAYS = 90;
const MAX_DAYS = 2560;

/** Turns on automatic rotation. A replica follows its primary, so that is where it is set. */
export function rotateKey(input: FixInput): Fix {
  const wanted = Math.floor(input.settings.maxRotationDays);
  const days = Math.min(MAX_DAYS, Math.max(MIN_DAYS, wanted));
  const primary = metadataOf(input)?.multiRegionKeys?.primaryArn;
  const own = input.key ? keyPlace(input.key) : { arn: '', region: '' };
  const arn = primary ?? own.arn;
  const region = arn.split(':')[3] ?? '';
  const where =
    primary && primary !== own.arn ? ' of the multi-region primary' : '';
  return {
    text: `Turn on automatic rotation${where} with a period of at most ${days} days. The memory stays as it is.`,
    cli: `aws kms enable-key-rotation --region ${shellWord(
      region,
    )} --key-id ${shellWord(arn)} --rotation-period-in-days ${days}`,
    cloudFormation: [
      comment('Properties of the AWS::KMS::Key'),
      'EnableKeyRotation: true',
      `RotationPeriodInDays: ${days}`,
    ].join('\n'),
    terraform: [
      comment('Arguments of the aws_kms_key'),
      'enable_key_rotation     = true',
      `rotation_period_in_days = ${days}`,
    ].join('\n'),
    replacesMemory: false,
  };
}
