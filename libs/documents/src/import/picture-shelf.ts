import { type ImportedImage, isMissingPicture } from '@maroquin/prose';
import { IMPORT_LIMITS } from './package/limits.js';

export interface ImportedFilePicture {
  /** Ours, one for each picture of the file: `media/<number>.<extension>`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where the bytes of a picture are; null: it is not in the file, and is never fetched. */
export type PictureBytes = { readonly bytes: () => Buffer } | { readonly lost: 'image' | 'linkedImage' };

/** The pictures that the document shows, each once. */
export class PictureShelf {
  private readonly shown = new Map<string, { picture: ImportedFilePicture; src: string }>();

  constructor(
    private readonly find: (name: string) => PictureBytes,
    private readonly srcOf: (picture: ImportedFilePicture) => string | null,
  ) {}

  take(name: string): ImportedImage {
    const known = this.shown.get(name);
    if (known !== undefined) return { src: known.src };
    const found = this.find(name);
    if ('lost' in found) return found;
    if (this.shown.size >= IMPORT_LIMITS.pictures) return { lost: 'image' };
    const bytes = found.bytes();
    if (isMissingPicture(bytes)) return { lost: 'image' };
    const ending = /\.[a-z]{3,4}$/i.exec(name)?.[0] ?? '';
    const picture = { name: `media/${String(this.shown.size + 1)}${ending}`, bytes };
    const src = this.srcOf(picture);
    if (src === null) return { lost: 'image' };
    this.shown.set(name, { picture, src });
    return { src };
  }

  taken(): ImportedFilePicture[] {
    return [...this.shown.values()].map(({ picture }) => picture);
  }
}
