import { posix } from 'node:path';
import type { Relationship } from './relationships.js';

/** Where a picture of the file is: a part of the package, or an address that is never fetched. */
export type PictureSource = { readonly part: string } | { readonly linked: true };

/** Gives each picture a name that is ours, so that what pandoc answers is one of these and nothing else. */
export class Pictures {
  private readonly sources = new Map<string, PictureSource>();
  private readonly names = new Map<string, string>();

  /** The name for pandoc, `media/<number><extension>`. */
  nameOf({ target, external }: Relationship): string {
    const key = `${external ? 'x' : 'i'}:${target}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const extension = /^\.[a-z0-9]{1,5}$/i.exec(posix.extname(target))?.[0] ?? '';
    const name = `media/${String(this.names.size + 1)}${extension}`;
    this.names.set(key, name);
    this.sources.set(name, external ? { linked: true } : { part: target });
    return name;
  }

  sourceOf(name: string): PictureSource | undefined {
    return this.sources.get(name);
  }

  all(): string[] {
    return [...this.sources.keys()];
  }
}
