/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('agentcore_memory__runs', table => {
    table.comment(
      'The run of each provider config that goes on, or was killed',
    );
    table.string('provider_id', 64).notNullable();
    table.primary(['provider_id']);
    table.string('run_id', 36).notNullable();
    table
      .integer('beats')
      .notNullable()
      .comment('Grows while the process of the run is alive');
  });

  await knex.schema.createTable('agentcore_memory__doubts', table => {
    table.comment(
      'Answers of organisations that lack most of the known accounts',
    );
    table.string('provider_id', 64).notNullable();
    table.primary(['provider_id']);
    table
      .string('answer', 64)
      .notNullable()
      .comment('Hash of the accounts that AWS named');
    table.string('since').notNullable().comment('When AWS first said so');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('agentcore_memory__doubts');
  await knex.schema.dropTable('agentcore_memory__runs');
};
