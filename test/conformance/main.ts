import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../support/people.js';
import { runHazards } from './hazards/run-hazards.js';
import { runHonest } from './honest/run-honest.js';
import { type OfficeResult, runOffice } from './office.js';
import { runOidc } from './oidc/run-oidc.js';
import { runScim } from './scim/run-scim.js';
import { runYjs } from './yjs/run-yjs.js';

const USAGE = `npm run conformance -- office --corpus PATH [--json]
npm run conformance -- yjs [--frames N] [--random-tests N] [--seed S] [--json]
npm run conformance -- oidc [--json]
npm run conformance -- honest [--frames N] [--seed S] [--json]
npm run conformance -- scim [--corpus PATH] [--only PATTERN] [--json]
npm run conformance -- hazards [--fuzzed N] [--seed S] [--only PATTERN] [--every N] [--together N] [--no-peers] [--json]`;
/** Of the good files, with their text complete. */
const GOOD_PERCENT = 85;
/** Mutated frames that go over real sockets; a connection costs a hundred times what a frame does. */
const MOST_BY_SOCKET = 50_000;

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

interface Outcome {
  readonly result: object;
  readonly holds: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    frames: { type: 'string' },
    'random-tests': { type: 'string', default: '60' },
    fuzzed: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    together: { type: 'string', default: '25' },
    'no-peers': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const numberOf = (text: string, most: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) usage();
  return number;
};

function usage(): never {
  console.error(USAGE);
  process.exit(2);
}

async function run(suite: string | undefined): Promise<Outcome> {
  if (suite === 'office' && values.corpus !== undefined) {
    const result = await office(resolve(values.corpus));
    const { good, bad } = result;
    return { result, holds: good.percent >= GOOD_PERCENT && bad.passed === bad.total };
  }
  if (suite === 'yjs') {
    const frames = numberOf(values.frames ?? '1000000', 100_000_000);
    const result = await runYjs({
      frames,
      socketFrames: Math.min(MOST_BY_SOCKET, Math.ceil(frames / 20)),
      randomTests: numberOf(values['random-tests'], 100_000),
      seed: numberOf(values.seed, 2 ** 31),
      say: (line) => console.error(line),
    });
    return { result, holds: result.failed === 0 && result.exits === 0 };
  }
  if (suite === 'oidc') {
    const result = await runOidc((line) => console.error(line));
    return { result, holds: result.failed === 0 };
  }
  if (suite === 'honest') {
    const result = await runHonest({
      frames: numberOf(values.frames ?? '500000', 100_000_000),
      seed: numberOf(values.seed, 2 ** 31),
      say: (line) => console.error(line),
    });
    return { result, holds: result.failed === 0 };
  }
  if (suite === 'hazards') {
    const result = await runHazards({
      fuzzed: numberOf(values.fuzzed, 1_000_000),
      seed: numberOf(values.seed, 2 ** 31),
      peers: !values['no-peers'],
      every: Math.max(1, numberOf(values.every, 1_000)),
      together: Math.max(1, numberOf(values.together, 1_000)),
      only: values.only === undefined ? null : new RegExp(values.only),
      say: (line) => console.error(line),
    });
    return { result, holds: result.failed === 0 && result.subjects[0]?.exits === 0 };
  }
  if (suite === 'scim') {
    const result = await runScim(
      values.corpus === undefined ? null : resolve(values.corpus),
      values.only === undefined ? null : new RegExp(values.only),
      (line) => console.error(line),
    );
    return { result, holds: result.failed === 0 };
  }
  return usage();
}

const { result, holds } = await run(positionals[0]);
console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2));
process.exit(holds ? 0 : 1);
