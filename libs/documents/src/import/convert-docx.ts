import {
  checkProse,
  type ImportedComment,
  type ImportedImage,
  type Loss,
  type PandocImport,
  PandocShapeError,
  pandocToProse,
  type ProseNode,
} from '@maroquin/prose';
import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './limits.js';
import { placePageBreaks, placeRules } from './page-breaks.js';
import type { Pictures } from './pictures.js';
import { restorePlaceholders } from './placeholders.js';
import { runPandoc } from './run-pandoc.js';
import { openWordPackage } from './word-package.js';
import { ZipArchive } from './zip-archive.js';

export interface DocxPicture {
  /** Ours, one for each picture of the file: `media/<number>.<extension>`. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ConvertedDocx {
  readonly doc: ProseNode;
  readonly pictures: readonly DocxPicture[];
  readonly comments: readonly ImportedComment[];
  readonly losses: readonly Loss[];
}

export interface ConvertOptions {
  /** Path of a native pandoc; null: the one that is shipped. */
  readonly pandoc: string | null;
  /** The `src` a kept picture gets; null when it cannot be kept. */
  readonly pictureSrc: (picture: DocxPicture) => string | null;
}

const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;

/**
 * A .docx as a document of ours. Nothing is fetched; what is not carried over is counted.
 * @throws {DomainError} import.unsupported, import.encrypted, import.corrupt, import.bomb, import.unsafe,
 * import.too-large, import.timeout
 */
export async function convertDocx(bytes: Uint8Array, options: ConvertOptions): Promise<ConvertedDocx> {
  const archive = ZipArchive.open(bytes);
  const source = openWordPackage(archive);
  const json = await runPandoc(source.bytes, options.pandoc);
  const shelf = new PictureShelf(archive, source.pictures, options.pictureSrc);
  const { doc, comments, loss } = mapped(json, (name) => shelf.take(name));
  for (const { kind, count } of loss) source.loss.add(kind, count);
  source.loss.add('comment', source.comments - comments.length);
  return { doc, comments, losses: source.loss.list(), pictures: shelf.taken() };
}

function mapped(json: string, image: (name: string) => ImportedImage): PandocImport {
  try {
    const ast: unknown = JSON.parse(restorePlaceholders(json));
    const result = pandocToProse(ast, { image });
    const doc = placeRules(placePageBreaks(result.doc));
    checkProse(doc);
    return { ...result, doc };
  } catch (cause) {
    if (cause instanceof PandocShapeError || cause instanceof RangeError || cause instanceof SyntaxError) {
      throw new DomainError('import.corrupt', { cause });
    }
    throw cause;
  }
}

/** The pictures that the document shows, each once. */
class PictureShelf {
  private readonly shown = new Map<string, { picture: DocxPicture; src: string }>();

  constructor(
    private readonly archive: ZipArchive,
    private readonly pictures: Pictures,
    private readonly srcOf: ConvertOptions['pictureSrc'],
  ) {}

  take(name: string): ImportedImage {
    const known = this.shown.get(name);
    if (known !== undefined) return { src: known.src };
    const source = this.pictures.sourceOf(name);
    if (source !== undefined && 'linked' in source) return { lost: 'linkedImage' };
    const picture =
      source === undefined || this.shown.size >= IMPORT_LIMITS.pictures ? null : this.read(name, source.part);
    const src = picture === null ? null : this.srcOf(picture);
    if (picture === null || src === null) return { lost: 'image' };
    this.shown.set(name, { picture, src });
    return { src };
  }

  taken(): DocxPicture[] {
    return [...this.shown.values()].map(({ picture }) => picture);
  }

  private read(name: string, part: string): DocxPicture | null {
    return PICTURE.test(name) && this.archive.has(part) ? { name, bytes: this.archive.read(part) } : null;
  }
}
