// Instants are ISO 8601 in UTC with milliseconds, so that they can be compared as text.

/** What the outbox knows of a row; see src/store/Outbox.ts. */
function outboxColumns(table) {
  table
    .integer('revision')
    .notNullable()
    .comment('Grows with every change of what the entity is made from');
  table
    .boolean('to_publish')
    .notNullable()
    .comment('Whether the row changed since its entity was handed over');
  table
    .string('published_hash')
    .nullable()
    .comment('Of the entity that the catalog was handed last; null: none');
  table
    .string('published_at')
    .nullable()
    .comment('When the catalog was handed the entity last');
  table
    .string('lost_since')
    .nullable()
    .comment('Since when the catalog lacks the entity, or holds another one');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('agentcore_memory__memories', table => {
    table.comment('What AWS said about each AgentCore memory');
    table.string('arn', 2048).notNullable();
    table.primary(['arn']);
    table.string('provider_id', 64).notNullable();
    table.string('account_id', 12).notNullable();
    table.string('region', 64).notNullable();
    table
      .string('key_arn', 2048)
      .nullable()
      .comment('Row of agentcore_memory__keys; null: no key, or not known');
    table.text('facts').notNullable().comment('MemoryFacts as JSON');
    table
      .string('asked_at')
      .notNullable()
      .comment('When AWS was asked for the facts');
    table
      .string('unanswered_since')
      .nullable()
      .comment('Since when AWS has not answered some question');
    table
      .string('missing_since')
      .nullable()
      .comment('When AWS first said that there is no such memory');
    table
      .boolean('not_found')
      .notNullable()
      .defaultTo(false)
      .comment('Whether GetMemory said so, not a listing only');
    table
      .integer('facts_version')
      .notNullable()
      .comment('Version of the code that asked for the facts');
    outboxColumns(table);
    table.index(
      ['account_id', 'region'],
      'agentcore_memory__memories_place_idx',
    );
    table.index(['key_arn'], 'agentcore_memory__memories_key_idx');
    table.index(['to_publish'], 'agentcore_memory__memories_to_publish_idx');
  });

  await knex.schema.createTable('agentcore_memory__keys', table => {
    table.comment('What AWS said about each KMS key that memories name');
    table
      .string('arn', 2048)
      .notNullable()
      .comment('Of the key; of an alias where it is not known which key it is');
    table.primary(['arn']);
    table.text('facts').notNullable().comment('KeyFacts as JSON');
    table
      .string('asked_by', 12)
      .notNullable()
      .comment('Account whose credentials were used');
    table
      .integer('rank')
      .notNullable()
      .comment('2: own account, 1: another one that may describe it, 0: else');
    table
      .string('asked_at')
      .notNullable()
      .comment('When AWS was asked for the facts');
    table
      .string('unanswered_since')
      .nullable()
      .comment('Since when AWS has not answered some question');
    outboxColumns(table);
    table.index(['to_publish'], 'agentcore_memory__keys_to_publish_idx');
  });

  await knex.schema.createTable('agentcore_memory__scopes', table => {
    table.comment('How reading each account and region went last');
    table.string('account_id', 12).notNullable();
    table.string('region', 64).notNullable();
    table.primary(['account_id', 'region']);
    table.string('provider_id', 64).notNullable();
    table.string('outcome').notNullable();
    table.text('reason').nullable();
    table.string('attempted_at').notNullable();
    table
      .string('completed_at')
      .nullable()
      .comment('End of the last complete listing');
    table
      .string('ask_again_at')
      .nullable()
      .comment('A place without AgentCore Memory is not asked before');
  });

  await knex.schema.createTable('agentcore_memory__settings', table => {
    table.comment('One row: what all entities are published with');
    table.integer('id').notNullable();
    table.primary(['id']);
    table
      .string('settings')
      .notNullable()
      .comment('Hash of what entities are made with, the version included');
    table.string('day', 10).notNullable().comment('UTC day of the verdicts');
    table
      .string('seen_at')
      .notNullable()
      .comment('When a process with these settings was last alive');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('agentcore_memory__settings');
  await knex.schema.dropTable('agentcore_memory__scopes');
  await knex.schema.dropTable('agentcore_memory__keys');
  await knex.schema.dropTable('agentcore_memory__memories');
};
