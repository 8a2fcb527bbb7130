/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Looks because of events are counted from now on; these would take the places of scans.
  await knex('scan_reports').where('outcome', 'refreshed').delete();
  for (const name of ['scans', 'scan_reports']) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('refused_listing');
    });
    await knex.schema.alterTable(name, table => {
      table
        .integer('not_in_catalog')
        .notNullable()
        .defaultTo(0)
        .comment('Memories that AWS had and the catalog did not show');
    });
  }
  await knex.schema.alterTable('scans', table => {
    table
      .integer('refreshes')
      .notNullable()
      .defaultTo(0)
      .comment('Looks because of events that changed something');
  });
  await knex.schema.alterTable('scan_reports', table => {
    table
      .integer('changed')
      .notNullable()
      .defaultTo(0)
      .comment('Memories handed to the catalog or taken out of it');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scans', table => {
    table.dropColumns('not_in_catalog', 'refreshes');
  });
  await knex.schema.alterTable('scan_reports', table => {
    table.dropColumns('not_in_catalog', 'changed');
  });
  for (const name of ['scans', 'scan_reports']) {
    await knex.schema.alterTable(name, table => {
      table
        .text('refused_listing')
        .nullable()
        .comment('A listing that is believed when it is seen again');
    });
  }
};
