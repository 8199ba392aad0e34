import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Beside the data of the instance: which version of the registry was used here. */
const fileOf = (dataDir: string): string => join(dataDir, 'sovereignty', 'registry-version');

/** 0: none yet. */
export function seenVersion(dataDir: string): number {
  try {
    const version = Number(readFileSync(fileOf(dataDir), 'utf8'));
    return Number.isSafeInteger(version) ? version : 0;
  } catch {
    return 0;
  }
}

/** @throws {Error} when the folder cannot be written */
export function rememberVersion(dataDir: string, version: number): void {
  if (seenVersion(dataDir) >= version) return;
  const path = fileOf(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, String(version), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
