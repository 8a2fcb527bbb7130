# What member.cloudformation.yaml makes, for one account and one region, as a Terraform module. Call it for the home
# region first, and for every further region with is_home = false.

variable "backstage_role_arn" { type = string }
variable "reader_role_name" {
  type    = string
  default = "BackstageReader"
}
variable "writer_role_name" {
  type        = string
  default     = null
  description = "Null where nobody may create memories in this account through Backstage"
}
variable "external_id" {
  type    = string
  default = null
}
variable "event_bus_arn" { type = string }
variable "is_home" {
  type    = bool
  default = true
}
variable "read_policy_json" {
  type        = string
  description = "The content of docs/iam/read.json"
}
variable "create_policy_json" {
  type        = string
  default     = null
  description = "The content of docs/iam/create.json, with a writer role"
}
variable "create_key_policy_json" {
  type        = string
  default     = null
  description = "The content of docs/iam/create-key.json, with a writer role"
}
variable "pick_keys_policy_json" {
  type        = string
  default     = null
  description = "The content of docs/iam/pick-keys.json, with a writer role"
}

data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}

locals {
  has_writer = var.is_home && var.writer_role_name != null
  trust_backstage = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Effect    = "Allow"
        Principal = { AWS = var.backstage_role_arn }
        Action    = "sts:AssumeRole"
      },
      var.external_id == null ? {} : {
        Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
      },
    )]
  })
}

resource "aws_iam_role" "reader" {
  count              = var.is_home ? 1 : 0
  name               = var.reader_role_name
  assume_role_policy = local.trust_backstage
}

resource "aws_iam_role_policy" "reader" {
  count  = var.is_home ? 1 : 0
  name   = "ReadAgentCoreMemories"
  role   = aws_iam_role.reader[0].id
  policy = var.read_policy_json
}

resource "aws_iam_role" "writer" {
  count              = local.has_writer ? 1 : 0
  name               = var.writer_role_name
  assume_role_policy = local.trust_backstage
}

resource "aws_iam_role_policy" "writer" {
  count  = local.has_writer ? 1 : 0
  name   = "CreateAgentCoreMemories"
  role   = aws_iam_role.writer[0].id
  policy = var.create_policy_json
}

resource "aws_iam_role_policy" "writer_keys" {
  count  = local.has_writer ? 1 : 0
  name   = "CreateKeysForAgentCoreMemories"
  role   = aws_iam_role.writer[0].id
  policy = var.create_key_policy_json
}

resource "aws_iam_role_policy" "reader_keys" {
  count  = local.has_writer ? 1 : 0
  name   = "ListKeysForTheForm"
  role   = aws_iam_role.reader[0].id
  policy = var.pick_keys_policy_json
}

resource "aws_iam_role" "forwarder" {
  count = var.is_home ? 1 : 0
  name  = "${var.reader_role_name}EventForwarder"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "forwarder" {
  count = var.is_home ? 1 : 0
  name  = "PutEvents"
  role  = aws_iam_role.forwarder[0].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "events:PutEvents", Resource = var.event_bus_arn }]
  })
}

resource "aws_cloudwatch_event_rule" "changes" {
  name        = "agentcore-memory-changes"
  description = "Changes of AgentCore memories and KMS keys, for Backstage."
  event_pattern = jsonencode({
    "$or" = [
      {
        source        = ["aws.bedrock-agentcore"]
        "detail-type" = ["AWS API Call via CloudTrail"]
        detail = {
          eventName = ["CreateMemory", "UpdateMemory", "DeleteMemory", "TagResource", "UntagResource"]
        }
      },
      {
        source        = ["aws.kms"]
        "detail-type" = ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"]
        detail = {
          eventName = [
            "EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "PutKeyPolicy",
            "EnableKeyRotation", "DisableKeyRotation", "RotateKey", "RotateKeyOnDemand", "DeleteKey",
            "ImportKeyMaterial", "DeleteImportedKeyMaterial", "DeleteExpiredKeyMaterial",
            "UpdatePrimaryRegion", "TagResource", "UntagResource",
          ]
        }
      },
      {
        source        = ["aws.kms"]
        "detail-type" = ["KMS CMK Rotation", "KMS Imported Key Material Expiration", "KMS CMK Deletion"]
      },
    ]
  })
}

resource "aws_cloudwatch_event_target" "central_bus" {
  rule      = aws_cloudwatch_event_rule.changes.name
  target_id = "central-bus"
  arn       = var.event_bus_arn
  role_arn  = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.this.account_id}:role/${var.reader_role_name}EventForwarder"
}
