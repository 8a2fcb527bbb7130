/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('scans', table => {
    table.comment('The last attempt to read each scope');
    table
      .string('scope')
      .primary()
      .notNullable()
      .comment('<provider id>/<account>/<region>');
    table.string('provider_id').notNullable().index();
    table.string('outcome').notNullable().comment('complete or failed');
    table.text('reason').nullable().comment('Why it failed');
    table
      .string('last_attempt_at')
      .notNullable()
      .comment('ISO 8601, end of the last attempt');
    table
      .string('last_complete_at')
      .nullable()
      .comment('ISO 8601, end of the last complete listing');
    table
      .integer('memories')
      .notNullable()
      .comment('Memories that the last complete listing showed');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scans');
};
