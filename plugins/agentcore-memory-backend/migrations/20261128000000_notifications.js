/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('notifications', table => {
    table.comment('What owners are told; a row for each cause and owner');
    table
      .string('scope')
      .primary()
      .notNullable()
      .comment('What is sent again with the same scope replaces what was sent');
    table.text('cause').notNullable().comment('JSON');
    table.string('created_at').notNullable().comment('ISO 8601').index();
    table.string('sent_at').nullable().comment('ISO 8601');
    table.integer('attempts').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('notification_keys', table => {
    table.comment('Keys that were looked at once');
    table.string('key_ref').primary().notNullable();
    table
      .string('deletion')
      .nullable()
      .comment('Where it is to be deleted: YYYY-MM-DD, or unknown');
    table
      .integer('times')
      .notNullable()
      .comment(
        'How often its deletion was scheduled since it was looked at first',
      );
  });
  await knex.schema.createTable('notification_progress', table => {
    table.comment('One row: up to where transitions were looked at');
    table.integer('id').primary().notNullable();
    table.bigInteger('last_transition').notNullable();
  });
  // What happened before anybody could be told is not news.
  const last = await knex('history_transitions').max('id as id').first();
  await knex('notification_progress').insert({
    id: 1,
    last_transition: last?.id ?? 0,
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'notification_progress',
    'notification_keys',
    'notifications',
  ]) {
    await knex.schema.dropTable(name);
  }
};
