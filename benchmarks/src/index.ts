import { parseArgs } from 'node:util';
import { benchApi } from './api';
import { benchAssess } from './assess';
import { benchBig } from './big';
import { benchMigrate } from './migrate';
import { benchPage } from './page';
import { Report } from './report';
import { benchEvents, benchScan } from './scan';
import { benchSoak } from './soak';

const USAGE =
  'Usage: yarn bench assess|scan|events|api|page|migrate|soak|big [--json] [--quick]';

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const report = new Report(values.json);
  switch (positionals[0]) {
    case 'assess':
      await benchAssess(report);
      break;
    case 'scan':
      await benchScan(report, values.quick);
      break;
    case 'events':
      await benchEvents(report);
      break;
    case 'api':
      await benchApi(report, values.quick);
      break;
    case 'page':
      await benchPage(report, values.quick);
      break;
    case 'migrate':
      await benchMigrate(report, values.quick);
      break;
    case 'soak':
      await benchSoak(report, values.quick);
      break;
    case 'big':
      await benchBig(report, values.quick);
      break;
    default:
      process.stderr.write(`${USAGE}\n`);
      return 1;
  }
  // A number that was not reached is a result, not a failure to measure.
  process.stderr.write(`${report.failed} goals not reached\n`);
  return 0;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
