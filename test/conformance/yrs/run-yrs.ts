import { join } from 'node:path';
import * as Y from 'yjs';
import { z } from 'zod';
import { Random } from '../../faults/random.js';
import { ROOT } from '../../support/process/house.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import { stockProvider } from '../../support/stock-provider.js';
import { pause, until } from '../../support/until.js';
import { pythonEnvironment } from '../outside/python-environment.js';
import { runProgram } from '../outside/run-program.js';

const PACKAGES = ['pycrdt==0.14.1', 'pycrdt-websocket==0.16.5', 'httpx-ws==0.9.0', 'httpx==0.28.1'];
const TYPIST = join(ROOT, 'test/conformance/yrs/typist.py');
const TYPISTS_OF_EACH = 2;
const END = '⏹';
const LETTERS = ['a', 'é', 'œ', 'ß', '👩‍🚒', '日', '\n', ' ', 'É', '1'];
const outputSchema = z.object({ text: z.string() });

export interface YrsResult {
  readonly suite: 'yrs';
  readonly edits: number;
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly string[];
}

/**
 * Yjs (its stock WebSocket provider) and yrs (pycrdt's own) type into the same notes at the same time; all copies, and
 * what the server says is committed, must be the same text at the end.
 * @throws {MissingProgram} without Python or its packages
 */
export async function runYrs(
  { rounds, edits, seed }: { readonly rounds: number; readonly edits: number; readonly seed: number },
  say: (line: string) => void,
): Promise<YrsResult> {
  const bin = await pythonEnvironment(PACKAGES, say);
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const failures: string[] = [];
  try {
    const { email, http } = await firstAdministrator(server);
    const token = await tokenOf(server, email, 'documents');
    for (let round = 0; round < rounds; round += 1) {
      const id = await http.create('/documents', { title: `yrs ${String(round)}`, kind: 'text' });
      const reason = await typeTogether({ server, bin, token, edits, id, seed: seed + round * 100 });
      if (reason === null) say(`round ${String(round + 1)}: equal`);
      else failures.push(`round ${String(round + 1)}: ${reason}`);
    }
  } finally {
    await server.dispose();
  }
  return {
    suite: 'yrs',
    edits: rounds * edits * TYPISTS_OF_EACH * 2,
    passed: rounds - failures.length,
    failed: failures.length,
    total: rounds,
    failures,
  };
}

interface Round {
  readonly server: Maroquin;
  readonly bin: string;
  readonly token: string;
  readonly id: string;
  readonly edits: number;
  readonly seed: number;
}

/** null: everybody ended with the same text. */
async function typeTogether({ server, bin, token, id, edits, seed }: Round): Promise<string | null> {
  const marks = TYPISTS_OF_EACH * 2;
  const programs = Array.from({ length: TYPISTS_OF_EACH }, (_, index) =>
    runProgram(join(bin, 'python'), [
      TYPIST,
      server.url.replace('http', 'ws'),
      id,
      token,
      String(edits),
      String(seed + index),
      String(marks),
    ]),
  );
  const providers = Array.from({ length: TYPISTS_OF_EACH }, () => stockProvider(server.url, id, token));
  try {
    await Promise.all(providers.map((provider, index) => type(provider.doc, edits, seed + 50 + index)));
    const ended = await Promise.all(programs);
    const broken = ended.find(({ code }) => code !== 0);
    if (broken !== undefined) return broken.stderr.trim().split('\n').at(-1) ?? 'pycrdt failed';
    const theirs = ended.map(({ stdout }) => outputSchema.parse(JSON.parse(stdout)).text);
    await until(
      () => providers.every(({ doc }) => ends(textOf(doc)) === marks && textOf(doc) === theirs[0]),
      'stock Yjs has what yrs has',
      60_000,
    );
    const committed = await fetch(`${server.url}/api/v1/documents/${id}/text`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const texts = new Set([...theirs, ...providers.map(({ doc }) => textOf(doc)), await committed.text()]);
    return texts.size === 1 ? null : `${String(texts.size)} different texts`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await Promise.allSettled(programs);
    for (const provider of providers) provider.destroy();
  }
}

const textOf = (doc: Y.Doc): string => doc.getText('text').toJSON();
const ends = (text: string): number => text.split(END).length - 1;

/** Whole characters: a half of a surrogate pair is no text that anybody types. */
async function type(doc: Y.Doc, edits: number, seed: number): Promise<void> {
  const random = new Random(seed);
  const text = doc.getText('text');
  for (let edit = 0; edit < edits; edit += 1) {
    const characters = [...textOf(doc)];
    const at = random.between(0, characters.length);
    const offset = characters.slice(0, at).join('').length;
    const there = characters[at];
    if (there !== undefined && there !== END && characters.length > 5 && random.chance(0.2))
      text.delete(offset, there.length);
    else text.insert(offset, random.pick(LETTERS) ?? 'a');
    await pause(random.next() * 5);
  }
  text.insert(textOf(doc).length, END);
}
