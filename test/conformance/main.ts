import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../support/people.js';
import { type OfficeResult, runOffice } from './office.js';

const USAGE = 'npm run conformance -- office --corpus PATH [--json]';
/** Of the good files, with their text complete. */
const GOOD_PERCENT = 85;

/** Against a server of its own, on an empty data folder. */
async function office(corpus: string): Promise<OfficeResult> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  try {
    const { email } = await firstAdministrator(server);
    const token = await tokenOf(server, email, 'documents');
    return await runOffice({ corpus, baseUrl: server.url, token });
  } finally {
    await server.dispose();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { corpus: { type: 'string' }, json: { type: 'boolean', default: false } },
});
if (positionals[0] !== 'office' || values.corpus === undefined) {
  console.error(USAGE);
  process.exit(2);
}
const result = await office(resolve(values.corpus));
console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2));
process.exit(result.good.percent >= GOOD_PERCENT && result.bad.passed === result.bad.total ? 0 : 1);
