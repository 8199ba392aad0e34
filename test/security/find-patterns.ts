import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pattern } from './marked-words.js';

export interface Finding {
  readonly where: string;
  readonly encoding: string;
  readonly around: string;
}

export interface Searched {
  readonly files: string[];
  readonly bytes: number;
  readonly findings: Finding[];
}

const AROUND = 60;

export function searchBytes(bytes: Buffer, where: string, patterns: readonly Pattern[]): Finding[] {
  return patterns.flatMap(({ encoding, bytes: pattern }) => {
    const at = bytes.indexOf(pattern);
    if (at === -1) return [];
    const around = bytes.subarray(Math.max(0, at - AROUND), at + pattern.length + AROUND).toString('latin1');
    return [{ where, encoding, around: JSON.stringify(around) }];
  });
}

/** Reads every file below a folder, whatever it is. File names count as content too. */
export function searchFolder(folder: string, patterns: readonly Pattern[]): Searched {
  const searched = { files: [] as string[], bytes: 0, findings: [] as Finding[] };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    searched.findings.push(...searchBytes(Buffer.from(path), `name of ${path}`, patterns));
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path);
    searched.files.push(path);
    searched.bytes += bytes.length;
    searched.findings.push(...searchBytes(bytes, path, patterns));
  }
  return searched;
}
