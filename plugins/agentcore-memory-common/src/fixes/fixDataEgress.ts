import { memoryDetailsOf } from './fixInput';
import { comment, quotedText, shellWord, yamlText } from './escape';
import { Fix, FixContext } from './types';
import { updateMemory } from './updateMemory';

function streamFix(input: FixContext, streamArn: string): Fix {
  const resources = {
    resources: [
      {
        kinesis: {
          dataStreamArn: streamArn,
          contentConfigurations: [
            { type: 'MEMORY_RECORDS', level: 'METADATA_ONLY' },
          ],
        },
      },
    ],
  };
  return {
    text: 'Stream metadata only; consumers can read a record itself, under the key. What the stream already holds stays there.',
    cli: updateMemory(
      input,
      `--stream-delivery-resources ${shellWord(JSON.stringify(resources))}`,
    ),
    cloudFormation: [
      comment('Property of the AWS::BedrockAgentCore::Memory'),
      'StreamDeliveryResources:',
      '  Resources:',
      '    - Kinesis:',
      `        DataStreamArn: ${yamlText(streamArn)}`,
      '        ContentConfigurations:',
      '          - Type: MEMORY_RECORDS',
      '            Level: METADATA_ONLY',
    ].join('\n'),
    terraform: [
      comment('Argument of the aws_bedrockagentcore_memory'),
      'stream_delivery_resources {',
      '  resource {',
      '    kinesis {',
      `      data_stream_arn = ${quotedText(streamArn)}`,
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

/** Keeps content under the memory's key: the stream first, as that is the larger leak. */
export function fixDataEgress(input: FixContext): Fix {
  const stream = memoryDetailsOf(input)?.recordStreams.find(({ levels }) =>
    levels.includes('FULL_CONTENT'),
  );
  return stream
    ? streamFix(input, stream.streamArn ?? 'STREAM_ARN')
    : selfManagedFix(input);
}
