import { resolve } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../support/people.js';
import { runBadFiles } from './bad-files/run-bad-files.js';
import { runHazards } from './hazards/run-hazards.js';
import { runHonest } from './honest/run-honest.js';
import { runOffice } from './office.js';
import { officeViewHolds, runOfficeView } from './libreoffice/run-office-view.js';
import { libreOfficeHolds, runLibreOffice } from './libreoffice/run-libreoffice.js';
import { runPdf } from './pdf/run-pdf.js';
import { litmusHolds, runLitmus } from './litmus/run-litmus.js';
import { runDavfs } from './litmus/run-davfs.js';
import { runMount } from './litmus/run-mount.js';
import { A_FEW, allJourneys, runNamespace } from './namespace/run-namespace.js';
import { runKeys } from './keys/run-keys.js';
import { runKeycloak } from './keycloak/run-keycloak.js';
import { runOidc } from './oidc/run-oidc.js';
import { runSearch } from './search/run-search.js';
import { runS3 } from './s3/run-s3.js';
import { runScim } from './scim/run-scim.js';
import { runScimTester } from './scim-tester/run-scim-tester.js';
import { runOpenApi } from './openapi/run-openapi.js';
import { runWopi } from './wopi/run-wopi.js';
import { runYjs } from './yjs/run-yjs.js';
import { runYrs } from './yrs/run-yrs.js';

export const OPTIONS = {
  corpus: { type: 'string' },
  frames: { type: 'string' },
  'random-tests': { type: 'string', default: '60' },
  fuzzed: { type: 'string', default: '400' },
  seed: { type: 'string', default: '1' },
  rounds: { type: 'string' },
  examples: { type: 'string', default: '50' },
  only: { type: 'string' },
  megabytes: { type: 'string', default: '2048' },
  every: { type: 'string', default: '1' },
  together: { type: 'string', default: '25' },
  'no-peers': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options'];

/** As given on the command line. */
export interface SuiteOptions {
  readonly corpus?: string | undefined;
  readonly frames?: string | undefined;
  readonly 'random-tests': string;
  readonly fuzzed: string;
  readonly seed: string;
  readonly rounds?: string | undefined;
  readonly examples: string;
  readonly only?: string | undefined;
  readonly megabytes: string;
  readonly every: string;
  readonly together: string;
  readonly 'no-peers': boolean;
  readonly json: boolean;
}

interface Outcome {
  readonly result: object;
  readonly holds: boolean;
}

interface Suite {
  readonly usage: string;
  /** null: the options are not understood. @throws {MissingProgram} */
  run(options: SuiteOptions, say: (line: string) => void): Promise<Outcome | null>;
}

/** Of the good files, with their text complete. */
const GOOD_PERCENT = 98;
/** Of the facts that the corpus tells of its files, after the import and after each way out and back. */
const FACTS_PERCENT = 95;
/** Mutated frames that go over real sockets; a connection costs a hundred times what a frame does. */
const MOST_BY_SOCKET = 50_000;
const MOST_SEEDS = 2 ** 31;

/** @throws {RangeError} */
function wholeNumber(text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new RangeError(`not a whole number from 0 to ${String(most)}: ${text}`);
  return number;
}

const pattern = (text: string | undefined): RegExp | null => (text === undefined ? null : new RegExp(text));
const allPassed = <R extends { readonly failed: number }>(result: R): Outcome => ({
  result,
  holds: result.failed === 0,
});

/** Against a server of its own, on an empty data folder. */
async function onItsOwn<T>(run: (access: { baseUrl: string; token: string }) => Promise<T>): Promise<T> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  try {
    const { email } = await firstAdministrator(server);
    const token = await tokenOf(server, email, 'documents');
    return await run({ baseUrl: server.url, token });
  } finally {
    await server.dispose();
  }
}

export const suites: Readonly<Record<string, Suite>> = {
  office: {
    usage: '--corpus PATH [--only PATTERN]',
    async run({ corpus, only }) {
      if (corpus === undefined) return null;
      const wanted = { corpus: resolve(corpus), only: pattern(only) };
      const result = await onItsOwn((access) => runOffice({ ...wanted, ...access }));
      const { good, bad, facts } = result;
      const areKept = [facts.imported, facts.odt, facts.docx].every(
        ({ percent }) => percent >= FACTS_PERCENT,
      );
      return { result, holds: good.percent >= GOOD_PERCENT && areKept && bad.passed === bad.total };
    },
  },
  pdf: {
    usage: '--corpus PATH [--only PATTERN]',
    async run({ corpus, only }, say) {
      if (corpus === undefined) return null;
      const wanted = { corpus: resolve(corpus), only: pattern(only), say };
      return allPassed(await onItsOwn((access) => runPdf({ ...wanted, ...access })));
    },
  },
  libreoffice: {
    usage: '--corpus PATH [--only PATTERN]',
    async run({ corpus, only }, say) {
      if (corpus === undefined) return null;
      const wanted = { corpus: resolve(corpus), only: pattern(only), say };
      const result = await onItsOwn((access) => runLibreOffice({ ...wanted, ...access }));
      return { result, holds: libreOfficeHolds(result) };
    },
  },
  'office-view': {
    usage: '[--only PATTERN]',
    async run({ only }, say) {
      const result = await runOfficeView(pattern(only), say);
      return { result, holds: officeViewHolds(result) };
    },
  },
  yjs: {
    usage: '[--frames N] [--random-tests N] [--seed S]',
    async run(options, say) {
      const frames = wholeNumber(options.frames ?? '1000000', 100_000_000);
      const result = await runYjs({
        frames,
        socketFrames: Math.min(MOST_BY_SOCKET, Math.ceil(frames / 20)),
        randomTests: wholeNumber(options['random-tests'], 100_000),
        seed: wholeNumber(options.seed, MOST_SEEDS),
        say,
      });
      return { result, holds: result.failed === 0 && result.exits === 0 };
    },
  },
  yrs: {
    usage: '[--rounds N] [--seed S]',
    run: async ({ rounds, seed }, say) =>
      allPassed(
        await runYrs(
          { rounds: wholeNumber(rounds ?? '5', 1_000), edits: 130, seed: wholeNumber(seed, MOST_SEEDS) },
          say,
        ),
      ),
  },
  openapi: {
    usage: '[--rounds N] [--examples N] [--seed S] [--only PATH-PATTERN]',
    async run({ rounds, examples, seed, only }, say) {
      const first = wholeNumber(seed, MOST_SEEDS);
      const seeds = Array.from({ length: wholeNumber(rounds ?? '3', 100) }, (_, index) => first + index);
      return allPassed(
        await runOpenApi({ seeds, examples: wholeNumber(examples, 10_000), only: only ?? null }, say),
      );
    },
  },
  search: {
    usage: '--corpus PATH',
    run: async ({ corpus }, say) => (corpus === undefined ? null : runSearch(resolve(corpus), say)),
  },
  litmus: {
    usage: '',
    run: async (_options, say) => {
      const result = await runLitmus(say);
      return { result, holds: litmusHolds(result) };
    },
  },
  s3: {
    usage: '[--only PATTERN]',
    run: async ({ only }, say) => allPassed(await runS3(pattern(only), say)),
  },
  'bad-files': {
    usage: '[--corpus PATH] [--only PATTERN]',
    run: async ({ corpus, only }, say) =>
      allPassed(
        await runBadFiles({
          corpus: corpus === undefined ? null : resolve(corpus),
          ...{ only: pattern(only), say },
        }),
      ),
  },
  davfs: {
    usage: '[--megabytes N]',
    run: async ({ megabytes }, say) => allPassed(await runDavfs(wholeNumber(megabytes, 100_000), say)),
  },
  namespace: {
    usage: '[--only all|JOURNEY,JOURNEY…]',
    run: async ({ only }, say) => {
      const named = only === 'all' ? allJourneys() : (only?.split(',') ?? A_FEW);
      return allPassed(await runNamespace(named, say));
    },
  },
  mount: { usage: '', run: async (_options, say) => allPassed(await runMount(say)) },
  oidc: { usage: '', run: async (_options, say) => allPassed(await runOidc(say)) },
  keycloak: {
    usage: '[--corpus KEYCLOAK.zip]',
    run: async ({ corpus }, say) =>
      allPassed(await runKeycloak(corpus === undefined ? null : resolve(corpus), say)),
  },
  openbao: {
    usage: '',
    run: async (_options, say) => allPassed(await runKeys('openbao', say)),
  },
  pkcs11: {
    usage: '',
    run: async (_options, say) => allPassed(await runKeys('pkcs11', say)),
  },
  honest: {
    usage: '[--frames N] [--seed S]',
    run: async ({ frames, seed }, say) =>
      allPassed(
        await runHonest({
          frames: wholeNumber(frames ?? '500000', 100_000_000),
          seed: wholeNumber(seed, MOST_SEEDS),
          say,
        }),
      ),
  },
  scim: {
    usage: '[--corpus PATH] [--only PATTERN]',
    run: async ({ corpus, only }, say) =>
      allPassed(await runScim(corpus === undefined ? null : resolve(corpus), pattern(only), say)),
  },
  wopi: {
    usage: '--corpus PATH [--only PATTERN]',
    run: async ({ corpus, only }, say) =>
      corpus === undefined ? null : allPassed(await runWopi(resolve(corpus), pattern(only), say)),
  },
  'scim-tester': { usage: '', run: async (_options, say) => allPassed(await runScimTester(say)) },
  hazards: {
    usage: '[--fuzzed N] [--seed S] [--only PATTERN] [--every N] [--together N] [--no-peers]',
    async run(options, say) {
      const result = await runHazards({
        fuzzed: wholeNumber(options.fuzzed, 1_000_000),
        seed: wholeNumber(options.seed, MOST_SEEDS),
        peers: !options['no-peers'],
        every: Math.max(1, wholeNumber(options.every, 1_000)),
        together: Math.max(1, wholeNumber(options.together, 1_000)),
        only: pattern(options.only),
        say,
      });
      return { result, holds: result.failed === 0 && result.subjects[0]?.exits === 0 };
    },
  },
};
