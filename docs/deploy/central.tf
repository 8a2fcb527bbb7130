# What central.cloudformation.yaml makes, as a Terraform module for the account that Backstage runs in.

variable "organization_id" { type = string }
variable "backstage_role_name" { type = string }
variable "assume_policy_json" {
  type        = string
  description = "The content of docs/iam/assume.json, with the names of your roles"
}

resource "aws_cloudwatch_event_bus" "this" {
  name = "agentcore-memory"
}

resource "aws_cloudwatch_event_bus_policy" "this" {
  event_bus_name = aws_cloudwatch_event_bus.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TheOrganisation"
      Effect    = "Allow"
      Principal = "*"
      Action    = "events:PutEvents"
      Resource  = aws_cloudwatch_event_bus.this.arn
      Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
    }]
  })
}

resource "aws_sqs_queue" "dead" {
  name                      = "agentcore-memory-events-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

# Whatever was not read within four days is older than the next scan.
resource "aws_sqs_queue" "this" {
  name                      = "agentcore-memory-events"
  message_retention_seconds = 345600
  sqs_managed_sse_enabled   = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_cloudwatch_event_rule" "to_queue" {
  name           = "agentcore-memory-to-queue"
  event_bus_name = aws_cloudwatch_event_bus.this.name
  event_pattern  = jsonencode({ source = ["aws.bedrock-agentcore", "aws.kms"] })
}

resource "aws_cloudwatch_event_target" "queue" {
  rule           = aws_cloudwatch_event_rule.to_queue.name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  target_id      = "queue"
  arn            = aws_sqs_queue.this.arn
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.to_queue.arn } }
    }]
  })
}

resource "aws_iam_role_policy" "backstage" {
  name = "AgentCoreMemoryEvents"
  role = var.backstage_role_name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      Resource = aws_sqs_queue.this.arn
    }]
  })
}

# Across accounts AWS wants both sides: the roles trust Backstage, and Backstage may assume them.
resource "aws_iam_role_policy" "assume" {
  name   = "AssumeAgentCoreMemoryRoles"
  role   = var.backstage_role_name
  policy = var.assume_policy_json
}

output "event_bus_arn" { value = aws_cloudwatch_event_bus.this.arn }
output "queue_url" { value = aws_sqs_queue.this.id }
