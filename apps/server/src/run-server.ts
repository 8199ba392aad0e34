import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { startupLine, UNEXPLAINED } from '@maroquin/platform/errors';
import { begin } from './begin.js';
import type { Server } from './start-server.js';

export interface RunOptions {
  readonly demo: boolean;
}

/** A stop that hangs is ended after this many milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Twice makes old what starting leaves behind, which is most of what there is. Otherwise it would be copied in the first
 * moment in which many come, as after a restart. Without --expose-gc that is so.
 */
function settleMemory(): void {
  for (let times = 0; times < 2; times += 1) void globalThis.gc?.({ type: 'minor', execution: 'sync' });
}

/**
 * What is loaded by now has mostly run for the last time; what runs from here on is compiled at once, if simply. A server
 * that has just started opens documents a seventh cheaper. The cache of compiled code is written before: it holds for the
 * flags with which this process was started.
 */
function compileAtOnce(): void {
  (nodeModule as { flushCompileCache?: () => void }).flushCompileCache?.();
  setFlagsFromString('--always-sparkplug');
}

/** The process: one line when ready, one line when it cannot start, an orderly end on SIGINT and SIGTERM. */
export async function runServer({ demo }: RunOptions): Promise<void> {
  let server: Server | null = null;
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) process.exit(code === 0 ? 1 : code);
    ending = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    await server?.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
  try {
    const begun = begin();
    process.on('unhandledRejection', (error) => {
      begun.logger.error({ err: error }, 'unhandled rejection');
    });
    void begun.lost.then(() => end(1));
    const { startServer } = await import('./start-server.js');
    server = await startServer({ begun, demo });
    settleMemory();
    process.stdout.write(`Maroquin is ready at ${server.url}\n`);
    for (const { label, link } of server.links) process.stdout.write(`${label} ${link}\n`);
    compileAtOnce();
  } catch (error) {
    const line = startupLine(error);
    if (line === UNEXPLAINED || process.env['LOG_LEVEL'] === 'debug')
      process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.stderr.write(`${line}\n`);
    process.exit(1);
  }
}
