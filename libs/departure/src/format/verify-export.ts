import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { LIST, lineSchema, MANIFEST, type Manifest, readManifest, signedBytes } from './manifest.js';
import type { ExportSource } from './export-source.js';
import { openSource } from './source.js';
import { UnreadableZip } from './zip-file-reader.js';

/** What is not as it was signed. */
export interface ExportFault {
  readonly kind: 'no-export' | 'other-key' | 'signature' | 'list' | 'missing' | 'changed' | 'added';
  readonly path?: string;
}

export interface ExportVerdict {
  /** What the manifest says; null: there is none that can be read. */
  readonly manifest: Manifest | null;
  readonly faults: readonly ExportFault[];
  /** All of them, also those that are not named one by one. */
  readonly faultCount: number;
  /** Entries whose source had broken off when the export was made, as it says itself. */
  readonly incomplete: number;
}

const MAX_NAMED = 10_000;
const MAX_MANIFEST_BYTES = 64 * 1024;
const MAX_LINE = 32 * 1024;

class Faults {
  readonly named: ExportFault[] = [];
  count = 0;

  add(kind: ExportFault['kind'], path?: string): void {
    this.count += 1;
    if (this.named.length < MAX_NAMED) this.named.push(path === undefined ? { kind } : { kind, path });
  }
}

/**
 * An export against its manifest, without an instance or a network: the signature, the list, and every entry byte for byte.
 * @param pinned the key that its reader keeps, base64; null: the one that the export names
 */
export async function verifyExportAt(path: string, pinned: string | null): Promise<ExportVerdict> {
  try {
    const source = await openSource(path);
    try {
      return await verifySource(source, pinned);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableZip)) throw error;
    return { manifest: null, faults: [{ kind: 'no-export' }], faultCount: 1, incomplete: 0 };
  }
}

/** The same of what is open already. @throws {UnreadableZip} */
export async function verifySource(source: ExportSource, pinned: string | null): Promise<ExportVerdict> {
  const faults = new Faults();
  const said = await textOf(await source.open(MANIFEST));
  const manifest = said === null ? null : readManifest(said);
  const ended = (incomplete = 0): ExportVerdict => ({
    ...{ manifest, faults: faults.named, faultCount: faults.count, incomplete },
  });
  if (manifest === null) {
    faults.add('no-export');
    return ended();
  }
  if (pinned !== null && manifest.publicKey !== pinned.trim()) faults.add('other-key');
  else if (!isSigned(manifest)) faults.add('signature');
  const list = await source.open(LIST);
  if (list === null) {
    faults.add('missing', LIST);
    return ended();
  }
  const { listed, incomplete } = await verifyListed(source, list, manifest, faults);
  for await (const path of source.paths()) if (!listed.has(path)) faults.add('added', path);
  return ended(incomplete);
}

async function verifyListed(
  source: ExportSource,
  list: Readable,
  { statement }: Manifest,
  faults: Faults,
): Promise<{ listed: ReadonlySet<string>; incomplete: number }> {
  const listed = new Set([MANIFEST, LIST]);
  const hash = createHash('sha256');
  const totals = { entries: 0, bytes: 0, incomplete: 0 };
  list.on('data', (piece: Buffer) => hash.update(piece));
  for await (const text of createInterface({ input: list, crlfDelay: 0 })) {
    const line = readLine(text);
    if (line === null || listed.has(line.path)) {
      faults.add('list', LIST);
      break;
    }
    listed.add(line.path);
    totals.entries += 1;
    totals.bytes += line.size;
    if (line.incomplete === true) totals.incomplete += 1;
    const bytes = await source.open(line.path);
    if (bytes === null) faults.add('missing', line.path);
    else if (!(await isAs(bytes, line))) faults.add('changed', line.path);
  }
  const agrees = totals.entries === statement.entries && totals.bytes === statement.bytes;
  if (!agrees || hash.digest('hex') !== statement.list) faults.add('list', LIST);
  return { listed, incomplete: totals.incomplete };
}

function readLine(text: string): ReturnType<typeof lineSchema.parse> | null {
  if (text.length > MAX_LINE) return null;
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What cannot be unpacked, or goes on and on, is changed. */
async function isAs(bytes: Readable, { size, sha256 }: { size: number; sha256: string }): Promise<boolean> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      read += piece.length;
      if (read > size) return false;
      hash.update(piece);
    }
  } catch {
    return false;
  }
  return read === size && hash.digest('hex') === sha256;
}

async function textOf(bytes: Readable | null): Promise<string | null> {
  if (bytes === null) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MAX_MANIFEST_BYTES) return null;
      pieces.push(piece);
    }
  } catch {
    return null;
  }
  return Buffer.concat(pieces).toString('utf8');
}

function isSigned({ statement, signature, publicKey }: Manifest): boolean {
  const key = readKey(publicKey);
  return key !== null && verify(null, signedBytes(statement), key, Buffer.from(signature, 'base64'));
}

function readKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
