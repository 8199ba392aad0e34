import { parseArgs } from 'node:util';
import { benchBoot } from './boot.js';

const USAGE = 'npm run bench -- boot [--runs N] [--json]';
/** What the product promises; the exit code says whether it holds. */
const SECOND_START_MS = 3_000;
const IDLE_MB = 350;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (positionals[0] !== 'boot' || !(Number.isInteger(runs) && runs >= 1 && runs <= 100)) {
  console.error(USAGE);
  process.exit(2);
}
const report = await benchBoot(runs);
if (values.json) console.log(JSON.stringify(report));
else
  console.log(
    `second start ${String(report.secondStartMs.median)} ms, idle ${String(report.idleRssMb.total)} MB\n${JSON.stringify(report, null, 2)}`,
  );
process.exit(report.secondStartMs.median <= SECOND_START_MS && report.idleRssMb.total <= IDLE_MB ? 0 : 1);
