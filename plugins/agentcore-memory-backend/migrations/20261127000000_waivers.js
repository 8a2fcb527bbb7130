/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (await knex.schema.hasTable('waivers')) return;
  await knex.schema.createTable('waivers', table => {
    table.comment(
      'Exceptions that were asked for; a row is never deleted, and changes by what is decided only',
    );
    table.string('id').primary().notNullable();
    table
      .string('target_kind')
      .notNullable()
      .comment('memory, or owner: all memories of a group or user');
    table.string('target_ref').notNullable().comment('Full entity ref');
    table
      .string('owner_ref')
      .notNullable()
      .comment('Full ref of whose the target was when it was asked for');
    table.text('target_title').notNullable();
    table.string('rule').notNullable();
    table.text('reason').notNullable();
    table.string('requested_by').notNullable().comment('Full ref of a user');
    table.string('requested_at').notNullable().comment('ISO 8601');
    table
      .string('expires_on', 10)
      .notNullable()
      .comment('YYYY-MM-DD: the last day on which it holds, UTC');
    table.string('decision').nullable().comment('approved or rejected');
    table.string('decided_by').nullable();
    table.string('decided_at').nullable();
    table.text('decision_reason').nullable();
    table.string('revoked_by').nullable();
    table.string('revoked_at').nullable();
    table.text('revocation_reason').nullable();
    table
      .string('open_key')
      .nullable()
      .unique()
      .comment(
        'Target and rule while it is pending or approved: there is one of these at a time',
      );
    table.index(['target_ref'], 'waivers_target');
    table.index(['expires_on'], 'waivers_expiry');
  });
};

// Waivers are on record: an older version leaves the table alone, and a newer one finds it again.
exports.down = async function down() {};
