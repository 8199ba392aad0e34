import { parseArgs } from 'node:util';
import { benchAccess } from './access/access.js';
import { benchEditor, editorHolds } from './editor/editor.js';
import { benchFiles, filesHold } from './files/files.js';
import { benchMessaging, MESSAGING_ROWS } from './messaging/messaging.js';
import { benchSearch, SEARCH_SCALES, searchHolds } from './search/search.js';
import { benchBoot } from './boot.js';
import { coedit, ROW_NAMES } from './coedit/coedit.js';

const USAGE = `npm run bench -- boot [--runs N] [--json]
npm run bench -- coedit [--scale small|full] [--only ROW[,ROW]] [--corpus FILE] [--json]
  rows: ${ROW_NAMES.join(', ')}
  FILE: an editing history of github.com/josephg/editing-traces; without it one is made up
npm run bench -- messaging [--scale small|full] [--only ROW[,ROW]] [--json]
  rows: ${MESSAGING_ROWS.join(', ')}
npm run bench -- access [--scale small|full] [--json]
npm run bench -- search [--scale small|medium|full] [--json]
npm run bench -- files [--scale small|full] [--json]
npm run bench -- editor [--scale small|full] [--json]`;
/** What the product promises; the exit code says whether it holds. */
const SECOND_START_MS = 3_000;
const KILLED_START_MS = 1_000;
const IDLE_MB = 350;
const IDLE_NODE_MB = 180;
const COMMAND_MS = 300;

interface Outcome {
  readonly report: object;
  /** One line for people. */
  readonly line: string;
  readonly holds: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    scale: { type: 'string', default: 'small' },
    only: { type: 'string', default: '' },
    corpus: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** null: that is not how it is called. */
async function run(name: string | undefined): Promise<Outcome | null> {
  if (name === 'boot') return boot(Number(values.runs));
  const { scale } = values;
  if (name === 'access' && (scale === 'small' || scale === 'full')) return access(scale);
  if (name === 'editor' && (scale === 'small' || scale === 'full')) return editor(scale);
  if (name === 'files' && (scale === 'small' || scale === 'full')) return files(scale);
  if (name === 'search') return search(scale);
  if (scale !== 'small' && scale !== 'full') return null;
  const only = values.only.split(',').filter((row) => row !== '');
  const say = (line: string): void => console.error(line);
  if (name === 'messaging' && only.every((row) => MESSAGING_ROWS.includes(row)))
    return judged(await benchMessaging(scale, { only, say }));
  if (name !== 'coedit' || !only.every((row) => ROW_NAMES.includes(row))) return null;
  return judged(await coedit(scale, { only, corpus: values.corpus ?? null, say }));
}

function judged(
  report: Awaited<ReturnType<typeof coedit>> | Awaited<ReturnType<typeof benchMessaging>>,
): Outcome {
  const checks = report.rows.flatMap(({ row, checks: all }) => all.map((check) => ({ row, ...check })));
  const missed = checks.filter(({ holds }) => !holds);
  const lines = checks.map(
    ({ row, what, value, target, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${row}: ${what} ${String(value)} (${target})`,
  );
  // The targets are for the full scale; a small run shows that everything runs and nothing fails.
  const counted = report.scale === 'full' ? missed : missed.filter(({ what }) => what === 'failures');
  return { report, line: lines.join('\n'), holds: counted.length === 0 };
}

async function access(scale: 'small' | 'full'): Promise<Outcome> {
  const report = await benchAccess(scale, (line) => console.error(line));
  const lines = report.rows.map(
    ({ what, asked, p50, p95, target, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${what}: p50 ${String(p50)} ms, p95 ${String(p95)} ms (≤ ${String(target)} ms, ${String(asked)} times)`,
  );
  const timing = report.timing.map(
    ({ what, medians, distance, limit, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${what}: medians ${medians.join(' and ')} ms, distance ${String(distance)} (≤ ${String(limit)})`,
  );
  const holds = [...report.rows, ...report.timing].every((row) => row.holds);
  return { report, line: [...lines, ...timing].join('\n'), holds };
}

async function search(named: string): Promise<Outcome | null> {
  const scale = SEARCH_SCALES.find((one) => one === named);
  if (scale === undefined) return null;
  const report = await benchSearch(scale, (line) => console.error(line));
  const lines = report.rows.map(
    ({ what, p50, p95, target, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${what}: p50 ${String(p50)} ms, p95 ${String(p95)} ms${target === null ? '' : ` (≤ ${String(target)} ms)`}`,
  );
  return { report, line: lines.join('\n'), holds: searchHolds(report) };
}

async function files(scale: 'small' | 'full'): Promise<Outcome> {
  const report = await benchFiles(scale, (line) => console.error(line));
  const lines = report.rows.map(
    ({ what, value, unit, beside, target, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${what}: ${String(value)} ${unit}${beside === null ? '' : ` beside ${String(beside)}`} (${target})`,
  );
  return { report, line: lines.join('\n'), holds: filesHold(report) };
}

async function editor(scale: 'small' | 'full'): Promise<Outcome> {
  const report = await benchEditor(scale, (line) => console.error(line));
  const lines = report.rows.map(
    ({ what, value, beside, target, holds }) =>
      `${holds ? 'holds' : 'MISSED'} ${what}: ${String(value)} ms beside ${String(beside)} (${target})`,
  );
  return { report, line: lines.join('\n'), holds: editorHolds(report) };
}

async function boot(runs: number): Promise<Outcome | null> {
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 100)) return null;
  const report = await benchBoot(runs);
  const { secondStartMs, killedStartMs, idleRssMb, commandMs, userImportMs } = report;
  const parts: [what: string, value: number, limit: number | null, unit: string][] = [
    ['second start', secondStartMs.median, SECOND_START_MS, 'ms'],
    ['start after kill -9 of the server', killedStartMs.server.median, KILLED_START_MS, 'ms'],
    ['start after kill -9 of everything', killedStartMs.everything.median, KILLED_START_MS, 'ms'],
    ['memory at rest', idleRssMb.total, IDLE_MB, 'MB'],
    ['of which Node', idleRssMb.node, IDLE_NODE_MB, 'MB'],
    ['maroquin migrate', commandMs.migrate.median, COMMAND_MS, 'ms'],
    ['maroquin user create', commandMs.userCreate.median, COMMAND_MS, 'ms'],
    ['maroquin user import of 100 people', userImportMs, null, 'ms'],
  ];
  const holds = (value: number, limit: number | null): boolean => limit === null || value <= limit;
  const lines = parts.map(
    ([what, value, limit, unit]) =>
      `${holds(value, limit) ? 'holds' : 'MISSED'} ${what}: ${String(value)} ${unit}${limit === null ? '' : ` (≤ ${String(limit)} ${unit})`}`,
  );
  return { report, line: lines.join('\n'), holds: parts.every(([, value, limit]) => holds(value, limit)) };
}

const outcome = await run(positionals[0]);
if (outcome === null) {
  console.error(USAGE);
  process.exit(2);
}
const { report, line, holds } = outcome;
console.log(values.json ? JSON.stringify(report) : `${line}\n${JSON.stringify(report, null, 2)}`);
process.exit(holds ? 0 : 1);
