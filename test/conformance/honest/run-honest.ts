import { join } from 'node:path';
import * as encoding from 'lib0/encoding';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import * as Y from 'yjs';
import { z } from 'zod';
import { launchBrowser } from '../../support/browser.js';
import { ROOT } from '../../support/process/house.js';
import { EngineSite, UNHURRIED } from '../engine-site.js';
import { shownBy } from '../hazards/read-doc.js';
import type { Kind } from '../hazards/victim.js';
import type { Who } from '../sites.js';
import type { Wire } from '../stock-peer.js';

export interface HonestRun {
  readonly frames: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface HonestResult {
  readonly suite: 'honest';
  readonly passed: number;
  readonly failed: number;
  /** Frames that the editors sent and the gate judged. */
  readonly total: number;
  readonly failures: readonly string[];
  readonly byKind: Readonly<Record<Kind, number>>;
  /** Frames of tabs that came back, each with all that was written offline. */
  readonly returns: number;
  readonly documents: number;
}

const ROUND_FRAMES = 1_500;
/** Rounds in one page, which is then opened again: its memory would otherwise grow. */
const ROUNDS_A_PAGE = 20;
const MAX_FAILURES = 50;
const PEOPLE: readonly Who[] = ['colleague', 'reader'];

const roundSchema = z.object({
  bytes: z.string(),
  index: z.array(z.object({ tab: z.number(), person: z.number(), step2: z.boolean(), length: z.number() })),
  whole: z.string(),
});
type Round = z.infer<typeof roundSchema>;

/** The page's code, with the web client's own editor in it, as one script. */
async function bundlePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: join(ROOT, 'apps/web'),
    define: { 'process.env.NODE_ENV': '"production"' },
    // One binding between Yjs and ProseMirror, as in the web client's own configuration.
    resolve: { tsconfigPaths: true, alias: { '@tiptap/y-tiptap': 'y-prosemirror' } },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: join(ROOT, 'test/conformance/honest/page/page.ts'), formats: ['iife'], name: 'honest' },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const script = outputs.find((one) => one.type === 'chunk' && one.isEntry);
  if (script?.type !== 'chunk') throw new Error('the page was not built');
  return script.code;
}

/** What the engine said to a round's frames: every refusal, cut and question is a failure. */
async function judgeRound(kind: Kind, { bytes, index, whole }: Round): Promise<string[]> {
  const site = new EngineSite(() => kind, UNHURRIED);
  const failures: string[] = [];
  const all = Buffer.from(bytes, 'base64');
  const wires = new Map<number, Wire>();
  let at = 0;
  for (const { tab, person, step2, length } of index) {
    const update = all.subarray(at, at + length);
    at += length;
    let wire = wires.get(tab);
    if (wire === undefined) {
      wire = await openTab(site, PEOPLE[person] ?? 'colleague', (what) => failures.push(what));
      wires.set(tab, wire);
    }
    const known = site.refusals.length;
    wire.send(framed(step2, update));
    for (const refusal of site.refusals.slice(known))
      failures.push(`${refusal}: ${Buffer.from(update).toString('base64').slice(0, 400)}`);
  }
  await site.restart();
  for (const wire of wires.values()) wire.close();
  failures.push(...site.drops);
  const stored = new Y.Doc();
  for (const update of site.stored('d')) Y.applyUpdate(stored, update);
  const sent = new Y.Doc();
  Y.applyUpdate(sent, Buffer.from(whole, 'base64'));
  if (shownBy(stored, kind) !== shownBy(sent, kind)) failures.push('what is stored is not what was written');
  return failures;
}

const framed = (step2: boolean, update: Uint8Array): Uint8Array =>
  encoding.encode((e) => {
    encoding.writeVarUint(e, 0);
    encoding.writeVarUint(e, step2 ? 1 : 2);
    encoding.writeVarUint8Array(e, update);
  });

/** A tab's connection. The server's first question is part of every greeting; a second one means that it missed something. */
async function openTab(site: EngineSite, who: Who, fail: (what: string) => void): Promise<Wire> {
  let questions = 0;
  let ending = false;
  return new Promise((resolve) => {
    const wire = site.enter(
      'd',
      who,
    )({
      opened: () => resolve({ ...wire, close: () => ((ending = true), wire.close()) }),
      message: (bytes) => {
        if (bytes[0] === 0 && bytes[1] === 0 && (questions += 1) > 1)
          fail('the gate asks for what it misses');
      },
      closed: (code) => {
        // The end of the round sends everybody away with "try later".
        if (!ending && code !== 4503) fail(`cut off with ${String(code)}`);
      },
    });
  });
}

/** Real editors in Chromium write; each of their frames goes through the engine as a socket's would. */
export async function runHonest({ frames, seed, say }: HonestRun): Promise<HonestResult> {
  const script = await bundlePage();
  const browser = await launchBrowser();
  const failures: string[] = [];
  const byKind = { prose: 0, text: 0 };
  let [documents, returns, total, failed] = [0, 0, 0, 0];
  try {
    let page: Page | null = null;
    while (total < frames) {
      if (documents % ROUNDS_A_PAGE === 0) {
        await page?.close();
        page = await browser.newPage();
        page.on('pageerror', (error) => failures.push(`the editor throws: ${error.message}`));
        await page.addScriptTag({ content: script });
      }
      const kind: Kind = documents % 5 === 4 ? 'text' : 'prose';
      const wanted = Math.min(ROUND_FRAMES, frames - total);
      const call = `honest.round(${JSON.stringify(kind)}, ${String(seed * 100_003 + documents)}, ${String(wanted)})`;
      const made = roundSchema.parse(await page?.evaluate(call));
      const bad = await judgeRound(kind, made);
      failed += bad.length;
      if (bad[0] !== undefined) say(`${kind} ${String(documents)}: ${bad[0]}`);
      failures.push(
        ...bad
          .map((what) => `${kind} ${String(documents)}: ${what}`)
          .slice(0, MAX_FAILURES - failures.length),
      );
      documents += 1;
      total += made.index.length;
      byKind[kind] += made.index.length;
      returns += made.index.filter(({ step2 }) => step2).length;
      if (documents % 20 === 0)
        say(`${String(total)} of ${String(frames)} frames, failures ${String(failed)}`);
    }
  } finally {
    await browser.close();
  }
  failed = Math.max(failed, failures.length);
  return { suite: 'honest', passed: total - failed, failed, total, failures, byKind, returns, documents };
}
