const { importRules } = require('../../import-rules');

module.exports = require('@backstage/cli/config/eslint-factory')(
  __dirname,
  importRules(__dirname),
);
