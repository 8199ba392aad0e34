import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { FileTextFormat } from './formats.js';
import { FILE_TEXT_LIMITS } from './limits.js';

/** Node 20 knows it by the name of an experiment. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
/** `ulimit -t` counts processor time, so that a busy machine does not give up on an honest file; `-d` counts KiB. */
const LIMITED = [
  `ulimit -t ${String(FILE_TEXT_LIMITS.cpuSeconds)}`,
  `ulimit -d ${String(FILE_TEXT_LIMITS.memoryMib * 1024)}`,
  'exec "$0" "$@"',
].join(' && ');
/** The shell did not get to the program. */
const NOT_STARTED = new Set([126, 127]);

/** Where our code and the packages it runs on lie: all that the process may read. */
function readable(child: string): string[] {
  const home = child.slice(0, child.lastIndexOf(`${sep}dist${sep}`));
  return ['dist', 'node_modules'].map((folder) => `--allow-fs-read=${join(home, folder, '*')}`);
}

function start(format: FileTextFormat): ChildProcessWithoutNullStreams {
  const child = workerFile(import.meta.url, './file-text-child.js');
  const flags = [`--max-old-space-size=${String(FILE_TEXT_LIMITS.heapMib)}`, '--no-warnings', PERMISSION];
  // Nothing of our environment is its business.
  const command = ['-c', LIMITED, process.execPath, ...flags, ...readable(child), child, format];
  const reader = spawn('/bin/sh', command, { env: { LANG: 'C.UTF-8' }, cwd: dirname(child) });
  // Nobody waits for it.
  if (reader.pid !== undefined) setPriority(reader.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return reader;
}

/** Reads the text of a stranger's file in a process of its own: what it may cost and what it may reach is bounded. */
@Injectable()
export class FileTextReader {
  /**
   * null: it cannot be read (damaged, locked, too costly), whatever is tried.
   * @throws {DomainError} server.unavailable when the machine had no room or time for it: it may be read later
   */
  read(
    format: FileTextFormat,
    bytes: Uint8Array,
    wallMs: number = FILE_TEXT_LIMITS.wallMs,
  ): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const child = start(format);
      const chunks: Buffer[] = [];
      let size = 0;
      const end = (): void => void child.kill('SIGKILL');
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        end();
      }, wallMs);
      const fail = (cause: unknown): void => {
        clearTimeout(timer);
        reject(new DomainError('server.unavailable', { cause }));
      };
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > FILE_TEXT_LIMITS.answerBytes) end();
        else chunks.push(chunk);
      });
      child.stderr.resume();
      // A process that ended early takes no more of the file.
      child.stdin.on('error', () => undefined);
      child.on('error', fail);
      child.on('close', (code) => {
        if (isLate || (code !== null && NOT_STARTED.has(code)))
          return fail(new Error(isLate ? 'no time left for it' : 'it did not start'));
        clearTimeout(timer);
        resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null);
      });
      child.stdin.end(bytes);
    });
  }
}
