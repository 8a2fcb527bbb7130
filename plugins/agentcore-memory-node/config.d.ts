export interface Config {
  agentCoreMemory?: {
    /**
     * Calls a second to AWS in one account and region, by IAM action such as `bedrock-agentcore:GetMemory`.
     * Default: 95 % of the documented quotas.
     */
    callsPerSecond?: { [action: string]: number };
  };
}
