import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

type Encoding = 'br' | 'gzip';

/** What shrinks; fonts and pictures are compressed already. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const compress: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  // 6 of 11: a tenth larger than the best, fifty times faster
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 8 }),
};

/** The best that the browser takes (RFC 9110 §12.5.3). Weights are not weighed: browsers send none. */
export function encodingOf(accepted: string | undefined): Encoding | null {
  const names = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/i.test(part))
    .map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : null;
}

/**
 * The hashed files of the web client, compressed when first asked for and kept: a third of the bytes on the line.
 * Bounded by the build: only names that were there at start are known.
 */
export class CompressedAssets {
  private readonly known: ReadonlySet<string>;
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(private readonly folder: string) {
    this.known = new Set(readdirSync(folder).filter((name) => types[extname(name)] !== undefined));
  }

  /** @returns false when this is not one of them, or the browser takes it as it is. */
  async serve(name: string, request: Request, response: Response): Promise<boolean> {
    const type = types[extname(name)];
    const encoding = encodingOf(request.headers['accept-encoding']);
    if (type === undefined || encoding === null || request.method !== 'GET' || !this.known.has(name))
      return false;
    const bytes = await this.bytesOf(name, encoding);
    response.set({
      'Content-Type': type,
      'Content-Encoding': encoding,
      'Content-Length': String(bytes.length),
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    });
    response.end(bytes);
    return true;
  }

  private bytesOf(name: string, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${name}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const bytes = readFile(join(this.folder, name)).then(compress[encoding]);
    this.kept.set(key, bytes);
    bytes.catch(() => this.kept.delete(key));
    return bytes;
  }
}
