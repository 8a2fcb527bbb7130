/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('history_days', table => {
    table
      .integer('waived')
      .notNullable()
      .defaultTo(0)
      .comment('Memories of which something is waived');
    table
      .integer('compliant_by_waiver')
      .notNullable()
      .defaultTo(0)
      .comment('Memories that would be compliant without what is waived');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('history_days', table => {
    table.dropColumn('waived');
    table.dropColumn('compliant_by_waiver');
  });
};
