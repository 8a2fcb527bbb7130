// Asks for the waivers of the demo's story and decides about them, as its people would: through the API.

const DAY_MS = 24 * 3600_000;
const SUPPORT = 'guest';
const PAYMENTS = 'mara.lind';
const APPROVER = 'felix.braun';

const STORY = [
  {
    by: SUPPORT,
    memory: 'shift_handover',
    rule: 'customer-managed-key',
    days: 5,
    reason: 'Its data moves to a memory with a key of ours next week',
    approve: 'Until the move is done, and no longer',
  },
  {
    by: SUPPORT,
    memory: 'voice_transcripts',
    rule: 'data-egress',
    days: 60,
    reason: 'The data lake has a key of its own; the review is under way',
  },
  {
    by: PAYMENTS,
    memory: 'chargeback_investigator',
    rule: 'event-retention',
    days: 90,
    reason: 'Disputes take up to a year',
    reject: 'Disputes are kept by the ledger, not by the agent',
  },
];

/**
 * Leaves out what was told before.
 *
 * @param request - asks the backend as one of the demo's people: (person, path, body) → what it answers
 */
export async function tellWaivers(request) {
  const told = await request(SUPPORT, '/api/agentcore-memory/v1/waivers');
  const titles = told.items.map(({ title }) => title);
  for (const { by, memory, rule, days, reason, approve, reject } of STORY) {
    if (titles.includes(memory)) continue;
    const { items } = await request(
      by,
      `/api/catalog/entities/by-query?filter=spec.type=agentcore-memory,metadata.title=${memory}&fields=metadata.name`,
    );
    const expiresOn = new Date(Date.now() + days * DAY_MS);
    const { id } = await request(by, '/api/agentcore-memory/v1/waivers', {
      memory: `resource:default/${items[0].metadata.name}`,
      rule,
      reason,
      expiresOn: expiresOn.toISOString().slice(0, 10),
    });
    if (!approve && !reject) continue;
    await request(
      APPROVER,
      `/api/agentcore-memory/v1/waivers/${id}/${
        approve ? 'approve' : 'reject'
      }`,
      { reason: approve ?? reject },
    );
  }
}
