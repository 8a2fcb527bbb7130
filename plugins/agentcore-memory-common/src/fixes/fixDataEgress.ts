import { parseMemoryArn, RecordStreamFacts } from '../facts';
import { foreignAccountOf } from '../rules/destination';
import { memoryDetailsOf } from './fixInput';
import { comment, quotedText, shellWord, yamlText } from './escape';
import { throughManager } from './throughManager';
import { Fix, FixContext } from './types';
import { updateMemory } from './updateMemory';

/** A stream to be made in the memory's own account and region. */
function ownStream({ memory }: FixContext): string {
  const { accountId, region } = memory.scope;
  const partition = parseMemoryArn(memory.arn)?.partition ?? 'aws';
  return `arn:${partition}:kinesis:${region}:${accountId}:stream/STREAM`;
}

function streamFix(
  input: FixContext,
  { streamArn, levels }: RecordStreamFacts,
): Fix {
  const foreign = foreignAccountOf(streamArn, input.memory.scope.accountId);
  const to = foreign ? ownStream(input) : streamArn ?? 'STREAM_ARN';
  const resources = {
    resources: [
      {
        kinesis: {
          dataStreamArn: to,
          contentConfigurations: [
            { type: 'MEMORY_RECORDS', level: 'METADATA_ONLY' },
          ],
        },
      },
    ],
  };
  return {
    text: [
      foreign &&
        `Stream to a stream of the memory's own account, from which account ${foreign} may be let read, or accept that data leaves the account.`,
      levels.includes('FULL_CONTENT') &&
        'Stream metadata only; consumers can read a record itself, under the key.',
      'What the stream already holds stays there.',
    ]
      .filter(Boolean)
      .join(' '),
    cli: updateMemory(
      input,
      `--stream-delivery-resources ${shellWord(JSON.stringify(resources))}`,
    ),
    cloudFormation: [
      comment('Property of the AWS::BedrockAgentCore::Memory'),
      'StreamDeliveryResources:',
      '  Resources:',
      '    - Kinesis:',
      `        DataStreamArn: ${yamlText(to)}`,
      '        ContentConfigurations:',
      '          - Type: MEMORY_RECORDS',
      '            Level: METADATA_ONLY',
    ].join('\n'),
    terraform: [
      comment('Argument of the aws_bedrockagentcore_memory'),
      'stream_delivery_resources {',
      '  resource {',
      '    kinesis {',
      `      data_stream_arn = ${quotedText(to)}`,
      '      content_configuration {',
      '        type  = "MEMORY_RECORDS"',
      '        level = "METADATA_ONLY"',
      '      }',
      '    }',
      '  }',
      '}',
    ].join('\n'),
  };
}

function selfManagedFix(input: FixContext): Fix {
  const delivery = memoryDetailsOf(input)?.strategies.find(
    s => s.delivery,
  )?.delivery;
  const bucket = delivery?.bucketName ?? 'BUCKET';
  const topic = delivery?.topicArn ?? 'TOPIC_ARN';
  const encryption = {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: 'KEY_ARN',
        },
        BucketKeyEnabled: true,
      },
    ],
  };
  return {
    text: 'Use a built-in strategy, or accept that content leaves the key and encrypt the bucket and the topic with a key of your own. The warning stays as long as the strategy does, since this rule cannot see what protects them.',
    cli: [
      `aws s3api put-bucket-encryption --bucket ${shellWord(
        bucket,
      )} --server-side-encryption-configuration ${shellWord(
        JSON.stringify(encryption),
      )}`,
      `aws sns set-topic-attributes --topic-arn ${shellWord(
        topic,
      )} --attribute-name KmsMasterKeyId --attribute-value KEY_ARN`,
    ].join('\n'),
    cloudFormation: [
      comment('Property of the AWS::S3::Bucket'),
      'BucketEncryption:',
      '  ServerSideEncryptionConfiguration:',
      '    - ServerSideEncryptionByDefault:',
      '        SSEAlgorithm: aws:kms',
      '        KMSMasterKeyID: KEY_ARN',
      comment('Property of the AWS::SNS::Topic'),
      'KmsMasterKeyId: KEY_ARN',
    ].join('\n'),
    terraform: [
      'resource "aws_s3_bucket_server_side_encryption_configuration" "payloads" {',
      `  bucket = ${quotedText(bucket)}`,
      '  rule {',
      '    apply_server_side_encryption_by_default {',
      '      sse_algorithm     = "aws:kms"',
      '      kms_master_key_id = "KEY_ARN"',
      '    }',
      '  }',
      '}',
      comment('Argument of the aws_sns_topic'),
      'kms_master_key_id = "KEY_ARN"',
    ].join('\n'),
  };
}

/** Keeps content under the memory's key, and data in its account: the stream first, as that is the larger leak. */
export function fixDataEgress(input: FixContext): Fix {
  const streams = memoryDetailsOf(input)?.recordStreams ?? [];
  const stream =
    streams.find(({ levels }) => levels.includes('FULL_CONTENT')) ??
    streams.find(({ streamArn }) =>
      foreignAccountOf(streamArn, input.memory.scope.accountId),
    );
  return stream
    ? throughManager(input, 'settings', streamFix(input, stream))
    : throughManager(input, 'strategies', selfManagedFix(input));
}
