import type { Browser } from 'playwright-core';
import { launchBrowser, Window } from '../../test/support/browser.js';
import { Maroquin } from '../../test/support/maroquin.js';
import { firstAdministrator, type Person } from '../../test/support/people.js';
import { type Machine, machine } from '../machine.js';
import { serveBare } from './bare-server.js';
import { type Measured, measureIn } from './in-chromium.js';
import { type Holding, type LongDocument, longDocument } from './long-document.js';

const HOLDINGS: Readonly<Record<'small' | 'full', Holding>> = {
  small: { words: 5_000, images: 50, comments: 30, suggestions: 200 },
  full: { words: 50_000, images: 500, comments: 300, suggestions: 2_000 },
};
const RUNS = 3;
/** What the product promises; and beside the bare editor. */
const OPEN_MS = 2_000;
const KEY_MS = 50;
const OF_BARE = 1.3;

interface Row {
  readonly what: string;
  /** ms */
  readonly value: number;
  /** The same of the bare editor. */
  readonly beside: number;
  readonly target: string;
  readonly holds: boolean;
}
interface EditorReport {
  readonly bench: 'editor';
  readonly scale: 'small' | 'full';
  readonly holding: Holding;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** Opens a long document in Chromium and types in it, beside the bare Tiptap with the same text. */
export async function benchEditor(
  scale: 'small' | 'full',
  say: (line: string) => void,
): Promise<EditorReport> {
  const holding = HOLDINGS[scale];
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  try {
    const person = await firstAdministrator(server);
    const written = await longDocument(person, holding);
    say(`the document is written: ${String(written.update.length)} bytes`);
    const described = machine();
    const browser = await launchBrowser();
    try {
      const ours = await several(() => measureOurs(browser, server, person, written));
      say('the client is measured');
      const bare = await measureBare(browser, written);
      return { bench: 'editor', scale, holding, machine: described, rows: rowsOf(ours, bare) };
    } finally {
      await browser.close();
    }
  } finally {
    await server.dispose();
  }
}

export const editorHolds = ({ scale, rows }: EditorReport): boolean =>
  scale === 'small' || rows.every(({ holds }) => holds);

async function several(measure: () => Promise<Measured>): Promise<Measured[]> {
  const runs: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure());
  return runs;
}

async function measureOurs(
  browser: Browser,
  server: Maroquin,
  person: Person,
  { id }: LongDocument,
): Promise<Measured> {
  const window = await Window.open(browser, server, person);
  try {
    // Whoever opens a document has the client already.
    await window.page.goto('/');
    await window.page.getByRole('heading', { level: 1 }).first().waitFor();
    return await measureIn(window.page, `${server.url}/d/${id}`, '.mq-prose-text');
  } finally {
    await window.close();
  }
}

async function measureBare(browser: Browser, { update }: LongDocument): Promise<Measured[]> {
  const bare = await serveBare(update);
  try {
    return await several(async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        return await measureIn(await context.newPage(), bare.url, '.ProseMirror');
      } finally {
        await context.close();
      }
    });
  } finally {
    await bare.close();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 10) / 10;

function rowsOf(ours: readonly Measured[], bare: readonly Measured[]): Row[] {
  const row = (what: string, most: number, of: (runs: readonly Measured[]) => number): Row => {
    const [value, beside] = [rounded(of(ours)), rounded(of(bare))];
    const target = `≤ ${String(most)} ms, ≤ ${String(OF_BARE)} × the bare editor`;
    return { what, value, beside, target, holds: value <= most && value <= OF_BARE * beside };
  };
  return [
    row('opening', OPEN_MS, (runs) => median(runs.map(({ openMs }) => openMs))),
    row('a key to its paint, p95', KEY_MS, (runs) => p95(runs.flatMap(({ keys }) => keys))),
  ];
}
