import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './package/limits.js';

/** 4,096 pages of 64 KiB: 256 MiB of linear memory, then a clean failure. */
const WASM_PAGES = 4096;
const MAX_STDERR = 4_000;

/** What pandoc reads for us; nothing in a text of Markdown is metadata, TeX or a citation. */
export const PANDOC_FORMATS = {
  docx: 'docx',
  html: 'html',
  md: 'markdown-smart-yaml_metadata_block-pandoc_title_block-mmd_title_block-raw_tex-latex_macros-citations-example_lists-implicit_figures',
  rtf: 'rtf',
} as const;
export type PandocFormat = (typeof PANDOC_FORMATS)[keyof typeof PANDOC_FORMATS];

/** `ulimit -t` counts processor time, so that a busy machine does not refuse an honest file. */
const LIMITED = `ulimit -t ${String(IMPORT_LIMITS.pandocCpuSeconds)} && exec "$0" "$@"`;

function start(native: string | null, format: PandocFormat): ChildProcessWithoutNullStreams {
  // Nothing of our environment is pandoc's business.
  const options = { env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' } };
  const command = native === null ? shipped(format) : installed(native, format);
  return spawn('/bin/sh', ['-c', LIMITED, ...command], options);
}

function shipped(format: PandocFormat): string[] {
  const child = workerFile(import.meta.url, './pandoc-child.mjs');
  return [process.execPath, `--wasm-max-mem-pages=${String(WASM_PAGES)}`, child, format];
}

function installed(native: string, format: PandocFormat): string[] {
  return [native, '+RTS', '-M512M', '-RTS', '--sandbox', '--track-changes=all', '-f', format, '-t', 'json'];
}

/**
 * pandoc's JSON of a file, of a .docx with tracked changes and comments, from a process of its own.
 * @param native path of a native pandoc, or null for the one that is shipped
 * @throws {DomainError} import.timeout, import.too-large, import.corrupt
 */
export function runPandoc(
  file: Uint8Array,
  native: string | null,
  format: PandocFormat = 'docx',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(native, format);
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    let ended: DomainError | null = null;
    const end = (error: DomainError): void => {
      ended ??= error;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      end(new DomainError('import.timeout'));
    }, IMPORT_LIMITS.pandocMs);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > IMPORT_LIMITS.jsonBytes) end(new DomainError('import.too-large'));
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < MAX_STDERR) stderr += chunk.toString();
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new DomainError('server.failure', { cause }));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (ended === null && code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(ended ?? failure(code, signal, stderr));
    });
    child.stdin.end(file);
  });
}

/** Haskell's own limit of the heap (native pandoc). */
const HEAP_EXHAUSTED = 251;

function failure(code: number | null, signal: string | null, stderr: string): DomainError {
  const cause = new Error(stderr);
  if (signal === 'SIGXCPU' || signal === 'SIGKILL') return new DomainError('import.timeout', { cause });
  const outOfMemory =
    code === HEAP_EXHAUSTED || /memory access out of bounds|out of memory|heap/i.test(stderr);
  return new DomainError(outOfMemory ? 'import.too-large' : 'import.corrupt', { cause });
}
