/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scans', table => {
    table
      .integer('duration_ms')
      .notNullable()
      .defaultTo(0)
      .comment('How long the last attempt took');
    table
      .text('calls')
      .notNullable()
      .defaultTo('{}')
      .comment('JSON: calls to AWS of the last attempt by IAM action');
    table
      .integer('throttles')
      .notNullable()
      .defaultTo(0)
      .comment('Calls of the last attempt that AWS answered with "too fast"');
    table
      .text('refused_listing')
      .nullable()
      .comment('A listing that is believed when it is seen again');
  });

  await knex.schema.createTable('scan_reports', table => {
    table.comment('The last few reports of each scope');
    table.bigIncrements('id');
    table
      .string('scope')
      .notNullable()
      .comment('<provider id>/<account>/<region>');
    table.string('provider_id').notNullable();
    table.string('started_at').notNullable().comment('ISO 8601');
    table.string('finished_at').notNullable().comment('ISO 8601');
    table
      .string('outcome')
      .notNullable()
      .comment('complete, failed, refreshed or unsupported');
    table.text('reason').nullable().comment('Why it failed');
    table.integer('memories').notNullable();
    table.integer('removed').notNullable();
    table.text('calls').notNullable().comment('JSON: calls by IAM action');
    table.integer('throttles').notNullable();
    table.text('refused_listing').nullable();
    table.index(['scope', 'finished_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scan_reports');
  await knex.schema.alterTable('scans', table => {
    table.dropColumns('duration_ms', 'calls', 'throttles', 'refused_listing');
  });
};
