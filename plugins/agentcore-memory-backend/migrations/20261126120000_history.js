/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('history_recordings', table => {
    table.comment('One row: the last recording. Whoever records holds it');
    table.integer('id').primary().notNullable();
    table
      .integer('number')
      .notNullable()
      .comment('Counts the recordings that changed something');
    table
      .string('read_at')
      .notNullable()
      .comment('ISO 8601: when the catalog was read for it');
    table
      .string('first_day')
      .nullable()
      .comment('YYYY-MM-DD: the first day that was recorded');
  });
  await knex('history_recordings').insert({
    id: 1,
    number: 0,
    read_at: '',
    first_day: null,
  });

  await knex.schema.createTable('history_scopes', table => {
    table.comment('Scopes whose memories were recorded once');
    table.string('scope').primary().notNullable();
    table
      .integer('lacking')
      .notNullable()
      .comment(
        'Memories of it that the catalog lacked and that were never recorded',
      );
  });

  await knex.schema.createTable('history_days', table => {
    table.comment(
      'Memories of each owner by verdict, as last seen on each day',
    );
    table.string('day', 10).notNullable().comment('YYYY-MM-DD, UTC');
    table
      .string('owner_key')
      .notNullable()
      .comment(
        'Full ref of the owner, owner-not-found, unowned or not-in-catalog',
      );
    for (const count of [
      'compliant',
      'at_risk',
      'non_compliant',
      'unknown',
      'covered',
      'stale',
      'not_counted',
    ]) {
      table.integer(count).notNullable();
    }
    table.primary(['day', 'owner_key']);
  });

  await knex.schema.createTable('history_memories', table => {
    table.comment('How each memory was recorded last');
    table.string('entity_ref').primary().notNullable();
    table.text('title').notNullable();
    table.string('scope').notNullable();
    table.string('owner_key').notNullable().index('history_memories_owner');
    table.string('verdict').notNullable();
    table
      .string('assessed_with')
      .nullable()
      .comment('Version and settings behind the findings');
    table.string('outcomes').notNullable().comment('A letter for each rule');
    table
      .text('rules')
      .notNullable()
      .comment(
        'JSON: what was last known of each rule, and what was told of it',
      );
    table
      .string('failing_since')
      .nullable()
      .comment('ISO 8601: since when the finding fails that fails for longest');
    table
      .boolean('fails_from_start')
      .notNullable()
      .comment('Whether something has failed since before recording began');
  });

  await knex.schema.createTable('history_transitions', table => {
    table.comment('What happened to memories');
    table.bigIncrements('id');
    table.string('at').notNullable().comment('ISO 8601');
    table.string('kind').notNullable();
    table.string('entity_ref').notNullable();
    table.text('title').notNullable();
    table.string('owner_key').notNullable();
    table.string('rule').nullable().comment('None: the whole memory');
    table.string('from_outcome').nullable();
    table.string('to_outcome').nullable();
    table.boolean('ends_failure').notNullable();
    table
      .bigInteger('failed_ms')
      .nullable()
      .comment('How long it had failed, where that is known');
    table.index(['at'], 'history_transitions_at');
    table.index(['owner_key', 'at'], 'history_transitions_owner');
  });

  await knex.schema.createTable('history_marks', table => {
    table.comment('When memories began to be assessed differently');
    table.bigIncrements('id');
    table.string('at').notNullable().comment('ISO 8601');
    table.string('kind').notNullable().comment('settings or version');
    table.string('assessed_with').notNullable();
    table
      .integer('memories')
      .notNullable()
      .comment('Memories whose verdict it changed');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'history_marks',
    'history_transitions',
    'history_memories',
    'history_days',
    'history_scopes',
    'history_recordings',
  ]) {
    await knex.schema.dropTable(name);
  }
};
