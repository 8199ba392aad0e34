import { parseArgs } from 'node:util';
import { coedit } from './coedit/coedit.js';

type Scale = 'small' | 'full';

/** A bench prints lines while it works (standard error) and answers with one object. */
const benches: Readonly<Record<string, (scale: Scale, say: (line: string) => void) => Promise<object>>> = {
  coedit,
};

const USAGE = `npm run bench -- <${Object.keys(benches).join('|')}> [--scale small|full] [--json]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scale: { type: 'string', default: 'small' }, json: { type: 'boolean', default: false } },
});
const bench = benches[positionals[0] ?? ''];
if (bench === undefined || (values.scale !== 'small' && values.scale !== 'full')) {
  console.error(USAGE);
  process.exit(2);
}
const report = await bench(values.scale, (line) => console.error(line));
console.log(JSON.stringify(report, null, values.json ? 0 : 2));
process.exit(0);
