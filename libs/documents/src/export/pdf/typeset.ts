import { spawn } from 'node:child_process';
import { serialize } from 'node:v8';
import { workerFile } from '@maroquin/platform/config';
import type { PdfSource } from '@maroquin/prose';
import { fitToFonts, pdfFonts } from './fit-to-fonts.js';

/** By format: accessible for whoever reads it (ISO 14289-1), or for archives (ISO 19005-2). One file follows one. */
export const PDF_STANDARDS = { pdf: 'ua-1', pdfa: 'a-2a' } as const;
export type PdfFormat = keyof typeof PDF_STANDARDS;

const LIMITS = {
  /** Processor time, seconds: 50,000 words take 2. */
  cpuSeconds: 30,
  wallMs: 45_000,
  /** Memory of the process, KiB. */
  memoryKib: 1_536 * 1024,
  pdfBytes: 256 * 1024 * 1024,
} as const;
const MAX_STDERR = 2_000;
const LIMITED = `ulimit -t ${String(LIMITS.cpuSeconds)} && ulimit -d ${String(LIMITS.memoryKib)} && exec "$0" "$@"`;

/** The PDF of a document, from a process of its own with limits of memory and time. @throws {Error} */
export function typeset({ content, pictures }: PdfSource, format: PdfFormat): Promise<Buffer> {
  const message = serialize({
    content: fitToFonts(content),
    pictures,
    fonts: pdfFonts().files,
    standard: PDF_STANDARDS[format],
  });
  return new Promise((resolve, reject) => {
    const child = spawn(
      '/bin/sh',
      ['-c', LIMITED, process.execPath, workerFile(import.meta.url, './typst-child.mjs')],
      // Nothing of our environment is the typesetter's business.
      { env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' } },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMITS.wallMs);
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMITS.pdfBytes) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < MAX_STDERR) stderr += chunk.toString();
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new Error(`the typesetter ended with ${signal ?? String(code)}: ${stderr}`));
    });
    child.stdin.end(message);
  });
}
