import { parseArgs } from 'node:util';
import { MissingProgram } from './outside/missing-program.js';
import { OPTIONS, type SuiteOptions, suites } from './suites.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });

function usage(): never {
  for (const [name, { usage }] of Object.entries(suites))
    console.error(`npm run conformance -- ${name} ${usage} [--json]`);
  process.exit(2);
}

async function judge(options: SuiteOptions): Promise<boolean> {
  const suite = suites[positionals[0] ?? ''] ?? usage();
  const outcome = await suite.run(options, (line) => console.error(line));
  if (outcome === null) usage();
  console.log(options.json ? JSON.stringify(outcome.result) : JSON.stringify(outcome.result, null, 2));
  return outcome.holds;
}

try {
  process.exit((await judge(values)) ? 0 : 1);
} catch (error) {
  if (!(error instanceof MissingProgram)) throw error;
  console.error(error.message);
  process.exit(2);
}
