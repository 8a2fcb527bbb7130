/** A quota of AWS that counts by session. */
export interface SessionQuota {
  /** By which its rate is found. */
  quota: string;
  /** The session. */
  name: string;
}

/** What of a call's input matters here. */
interface SessionInput {
  memoryId?: string;
  actorId?: string;
  sessionId?: string;
  payload?: readonly { conversational?: unknown }[];
}

/** The quota of a session that a call counts for beside that of its account. */
export function sessionQuota(
  operation: string,
  input: SessionInput,
): SessionQuota | undefined {
  if (operation !== 'bedrock-agentcore:CreateEvent') return undefined;
  const isConversational = input.payload?.some(
    ({ conversational }) => conversational !== undefined,
  );
  return {
    quota: `${operation}:${isConversational ? 'conversational' : 'other'}`,
    name: JSON.stringify([input.memoryId, input.actorId, input.sessionId]),
  };
}
