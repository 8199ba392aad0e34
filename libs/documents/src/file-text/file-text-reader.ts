import { dirname, join, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import type { FileTextFormat } from './formats.js';
import { FILE_TEXT_LIMITS } from './limits.js';
import { runLimited } from './run-limited.js';

/** Node 20 knows it by the name of an experiment. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** Where our code and the packages it runs on lie: all that the process may read. */
function readable(child: string): string[] {
  const home = child.slice(0, child.lastIndexOf(`${sep}dist${sep}`));
  return ['dist', 'node_modules'].map((folder) => `--allow-fs-read=${join(home, folder, '*')}`);
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
    const child = workerFile(import.meta.url, './file-text-child.js');
    const flags = [`--max-old-space-size=${String(FILE_TEXT_LIMITS.heapMib)}`, '--no-warnings', PERMISSION];
    const command = [process.execPath, ...flags, ...readable(child), child, format];
    const { cpuSeconds } = FILE_TEXT_LIMITS;
    return runLimited({ ...{ command, cwd: dirname(child) }, ...{ cpuSeconds, wallMs } }, bytes);
  }
}
