import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs of others are kept between runs: outside the checkout, so that nothing of theirs is ever committed. */
export function cacheFolder(name: string): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(base, 'maroquin-conformance', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
