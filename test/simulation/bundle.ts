import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build, type Plugin } from 'vite';

import { ROOT } from '../support/process/house.js';
import type { BreakName } from './breaks.js';

interface Removal {
  readonly file: string;
  readonly line: string;
  readonly instead: string;
}

const CHECKPOINTS = 'libs/documents/src/checkpoints';

/** A rule that has no port is a line of the code. It must be found: a removal that removes nothing would prove nothing. */
const REMOVALS: Partial<Record<BreakName, readonly Removal[]>> = {
  'no-gap-refusal': [
    {
      file: 'libs/coediting/src/document/gate.ts',
      line: "if (hasGap(walked, known)) return { kind: 'gap' };",
      instead: '',
    },
    // What nobody refuses is taken as it is: this line relies on the one above, and would cut elsewhere.
    {
      file: 'libs/coediting/src/validation/diff-judged.ts',
      line: 'block.from === known.clockOf(block.client)',
      instead: 'block.from >= known.clockOf(block.client)',
    },
  ],
  'no-reload-check': [
    {
      file: `${CHECKPOINTS}/worker/checkpoint-worker.ts`,
      line: "throw new Failure('differs', null);",
      instead: 'void expected;',
    },
  ],
};

function without({ file, line, instead }: Removal): Plugin {
  return {
    name: 'without-a-rule',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(file)) return null;
      if (!code.includes(line)) throw new Error(`${file} has no line "${line}" to break`);
      return code.replaceAll(line, instead);
    },
  };
}

let bundles = 0;

/** The simulation as one file for Node: the web client has no other form in which it runs here. Returns its path, and how to remove it. */
export async function bundle(
  broken: BreakName | null,
): Promise<{ readonly path: string; dispose(): Promise<void> }> {
  const outDir = join(ROOT, 'dist', `simulation-${String(process.pid)}-${String(++bundles)}`);
  const removals = broken === null ? [] : (REMOVALS[broken] ?? []);
  await build({
    ...{ root: ROOT, configFile: false, logLevel: 'warn', mode: 'production' },
    resolve: { tsconfigPaths: true },
    plugins: removals.map(without),
    build: {
      ...{ ssr: true, outDir, emptyOutDir: true, sourcemap: true, target: 'node20' },
      rolldownOptions: {
        input: {
          worker: 'test/simulation/worker.ts',
          'make-checkpoint': `${CHECKPOINTS}/worker/checkpoint-worker.ts`,
          'find-offender': `${CHECKPOINTS}/find-offender.ts`,
          'salvage-content': `${CHECKPOINTS}/salvage-content.ts`,
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return {
    path: join(outDir, 'worker.mjs'),
    dispose: () => rm(outDir, { recursive: true, force: true }),
  };
}
