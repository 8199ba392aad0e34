import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../support/process/house.js';
import { Maroquin } from '../../support/maroquin.js';
import { pythonEnvironment } from '../outside/python-environment.js';
import { runProgram } from '../outside/run-program.js';
import { seed } from './seed.js';

const PACKAGES = ['schemathesis==4.32.5'];

interface OpenApiOptions {
  readonly seeds: readonly number[];
  /** Cases generated for one operation. */
  readonly examples: number;
  /** Operations whose path matches; null: all. */
  readonly only: string | null;
}

export interface OpenApiResult {
  readonly suite: 'openapi';
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly string[];
}

/**
 * schemathesis holds the running server against `docs/openapi.json`, with all its checks.
 * @throws {MissingProgram} without Python or its package
 */
export async function runOpenApi(
  options: OpenApiOptions,
  say: (line: string) => void,
): Promise<OpenApiResult> {
  const bin = await pythonEnvironment(PACKAGES, say);
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-openapi-'));
  const failures = new Set<string>();
  let [cases, operations, failed] = [0, 0, 0];
  try {
    for (const number of options.seeds) {
      const run = await runOnce({ bin, folder, number, options, say });
      for (const failure of run.failures) failures.add(failure);
      cases += run.cases;
      operations += run.operations;
      failed += run.failures.length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    suite: 'openapi',
    cases,
    passed: Math.max(0, operations - failed),
    failed,
    total: operations,
    failures: [...failures],
  };
}

interface Run {
  readonly bin: string;
  readonly folder: string;
  readonly number: number;
  readonly options: OpenApiOptions;
  readonly say: (line: string) => void;
}

/** On a server of its own: what one run deletes is there again for the next. */
async function runOnce({ bin, folder, number, options, say }: Run) {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error', TRUST_PROXY: '1' } });
  try {
    const seeded = await seed(server);
    const config = join(folder, 'schemathesis.toml');
    writeFileSync(config, CONFIG);
    const report = join(folder, 'report.json');
    await runProgram(
      join(bin, 'schemathesis'),
      [
        ...['--config-file', config, 'run', join(ROOT, 'docs/openapi.json'), '--url', server.url],
        ...['--header', `Authorization: Bearer ${seeded.tokens[0] ?? ''}`],
        ...['--checks', 'all', '--phases', 'coverage,fuzzing,stateful', '--continue-on-failure'],
        ...['--seed', String(number), '--max-examples', String(options.examples), '--workers', '1'],
        ...['--exclude-path-regex', OTHER_LISTENER],
        ...(options.only === null ? [] : ['--include-path-regex', options.only]),
        ...['--report', 'json', '--report-json-path', report],
      ],
      {
        // It keeps what it found beside where it is started.
        cwd: folder,
        env: {
          PYTHONDONTWRITEBYTECODE: '1',
          SCHEMATHESIS_HOOKS: join(ROOT, 'test/conformance/openapi/hooks.py'),
          MAROQUIN_TOKENS: seeded.tokens.join(','),
          MAROQUIN_AUDITOR_TOKENS: seeded.auditorTokens.join(','),
          MAROQUIN_IDS: JSON.stringify(seeded.ids),
        },
        say,
      },
    );
    if (!server.isRunning) throw new Error(`the server ended: ${server.lastWords}`);
    return readReport(report);
  } finally {
    await server.dispose();
  }
}

/**
 * What the server may answer to a request that fits the description: it was refused for what is there by now (a version
 * that is gone by, a key that served, a link that was used), or for what only reading the bytes tells (no picture).
 */
const STATE_STATUSES = ['2xx', '3xx', 401, 403, 404, 409, 410, 412, 415, 422, 429, '5xx'];

/** 428 is what RFC 6585 §3 has for a change that does not say where it starts from. */
const WITHOUT_HEADER = [400, 401, 403, 406, 415, 422, 428];
/** 431 is what RFC 6585 §5 has for an address that is longer than any request line that the server reads. */
const REFUSED = [400, 401, 403, 404, 405, 406, 409, 415, 422, 428, 429, 431, '5xx'];
/** They are there on the listener of administration only, and for cookies only: on this one whatever is asked is 404. */
const OTHER_LISTENER = '/administration/';

/** 507 is what RFC 4331 §6 has for a quota that is used up, and the run itself sets quotas of zero: no fault of the server. */
const NO_SERVER_ERRORS = ['2xx', '3xx', '4xx', 507];

const CONFIG =
  `[checks]\nnot_a_server_error.expected-statuses = ${JSON.stringify(NO_SERVER_ERRORS)}\n` +
  `negative_data_rejection.expected-statuses = ${JSON.stringify(REFUSED)}\n` +
  `positive_data_acceptance.expected-statuses = ${JSON.stringify(STATE_STATUSES)}\n` +
  `missing_required_header.expected-statuses = ${JSON.stringify(WITHOUT_HEADER)}\n`;

const reportSchema = z.object({
  operations: z.object({ tested: z.number() }),
  test_cases: z.object({ generated: z.number() }),
  failures: z.array(z.object({ title: z.string(), operations: z.array(z.string()) })),
  errors: z.array(z.unknown()),
});

function readReport(path: string) {
  const report = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const failures = report.failures.flatMap(({ title, operations }) =>
    operations.map((operation) => `${title}: ${operation}`),
  );
  return {
    cases: report.test_cases.generated,
    operations: report.operations.tested,
    failures: [...failures, ...report.errors.map((error) => `error: ${JSON.stringify(error).slice(0, 300)}`)],
  };
}
