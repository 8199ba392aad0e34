import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { canWalkTo, type RunAs } from './run-as.js';

/** sun_path of unix(7) holds 108 bytes with the final zero: a longer path makes the server listen nowhere. */
const LONGEST_PATH = 107;
const PREFIX = 'maroquin-pg-';
export const PORT = 5432;

function fits(folder: string): boolean {
  const name = join(folder, `${PREFIX}XXXXXX`, `.s.PGSQL.${PORT}`);
  return Buffer.byteLength(name) <= LONGEST_PATH && existsSync(folder);
}

/** A fresh folder that nobody but us and the server can enter: the first of TMPDIR and /tmp that can hold a socket. */
export function makeSocketFolder(runAs: RunAs): string {
  const usable = [tmpdir(), '/tmp'].find(
    (at) => fits(at) && (!runAs.identity || canWalkTo(runAs.identity, at)),
  );
  const folder = mkdtempSync(join(usable ?? '/tmp', PREFIX));
  if (runAs.identity) chownSync(folder, runAs.identity.uid, runAs.identity.gid);
  return folder;
}

/** Removes a socket folder of ours; any other path is left alone. */
export function dropSocketFolder(folder: string): void {
  if (basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true });
}
