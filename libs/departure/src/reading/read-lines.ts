import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '@maroquin/platform/errors';
import type { z } from 'zod';
import type { ExportSource } from '../format/export-source.js';

/** Far beyond what one document with its pictures takes. */
const MAX_FILE_BYTES = 192 * 1024 * 1024;
const MAX_LINE = 8 * 1024 * 1024;

/** @throws {DomainError} organisation.export-changed */
export async function* readLines<T>(
  source: ExportSource,
  path: string,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  const input = await source.open(path);
  if (input === null) throw new DomainError('organisation.export-changed');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line === '') continue;
    const read = line.length > MAX_LINE ? null : schema.safeParse(parsed(line));
    if (read?.success !== true) throw new DomainError('organisation.export-changed', { cause: read?.error });
    yield read.data;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @throws {DomainError} organisation.export-changed, import.too-large */
export async function readWhole(source: ExportSource, path: string): Promise<string> {
  const input = await source.open(path);
  if (input === null) throw new DomainError('organisation.export-changed');
  let size = 0;
  input.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > MAX_FILE_BYTES) input.destroy(new DomainError('import.too-large'));
  });
  return (await buffer(input)).toString('utf8');
}
