import { parseArgs } from 'node:util';

import { type BreakName, BREAKS } from './breaks.js';
import { run } from './run.js';

const USAGE = `npm run simulate -- --seeds N [--seed S] [--break ${BREAKS.join('|')}] [--json]
  --seeds N   simulates N seeds, from S (default 1) on
  --seed S    without --seeds: simulates this one and tells what happened`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    break: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const seeds = Number(values.seeds ?? 1);
const from = Number(values.seed ?? 1);
const broken = BREAKS.find((name) => name === values.break) ?? null;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 2 ** 32;
const isAsked = values.seeds !== undefined || values.seed !== undefined;
if (!isAsked || !isCount(seeds) || !isCount(from) || (values.break !== undefined && broken === null)) {
  console.error(USAGE);
  process.exit(2);
}

const single = values.seeds === undefined;
const { lines, ...report } = await run({ seeds, from, broken, lines: single });
if (single) for (const line of lines) console.error(line);
if (values.json) console.log(JSON.stringify(report));
else {
  console.log(JSON.stringify({ ...report, failing: report.failing.length }, null, 2));
  for (const { seed, failure } of report.failing)
    console.log(
      `seed ${String(seed)}: ${failure}\n  npm run simulate -- --seed ${String(seed)}${replay(broken)}`,
    );
}
process.exit(report.failures === 0 ? 0 : 1);

function replay(name: BreakName | null): string {
  return name === null ? '' : ` --break ${name}`;
}
