import {
  checkProse,
  type ImportedComment,
  type ImportedImage,
  type Loss,
  PandocShapeError,
  pandocToProse,
  type ProseNode,
} from '@maroquin/prose';
import { DomainError } from '@maroquin/platform/errors';
import { paragraphsOf, pictureIn, textFormatOf, textOfFile } from './convert-text.js';
import { isOpenDocument, readOdt } from './odt/open-odt.js';
import { placeAlignments } from './place-alignments.js';
import { placePageBreaks, placeRules } from './page-breaks.js';
import { tasksFrom } from './task-lists.js';
import { type ImportedFilePicture, type PictureBytes, PictureShelf } from './picture-shelf.js';
import { restorePlaceholders } from './package/placeholders.js';
import { PANDOC_FORMATS, runPandoc } from './run-pandoc.js';
import { openWordPackage, type WordPackage } from './word/word-package.js';
import { ZipArchive } from './package/zip-archive.js';

export interface ConvertedFile {
  readonly doc: ProseNode;
  readonly pictures: readonly ImportedFilePicture[];
  readonly comments: readonly ImportedComment[];
  /** Its titles show numbers, as those of a document of ours do that is set so. */
  readonly hasNumberedTitles: boolean;
  readonly losses: readonly Loss[];
}

export interface ConvertOptions {
  /** Path of a native pandoc; null: the one that is shipped. */
  readonly pandoc: string | null;
  /** The `src` a kept picture gets; null when it cannot be kept. */
  readonly pictureSrc: (picture: ImportedFilePicture) => string | null;
}

const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;
const LOST = { lost: 'image' } as const;

/**
 * A file as a document of ours: Word and OpenDocument by what they are, text by its name. Nothing is fetched; what is
 * not carried over is counted.
 * @throws {DomainError} import.unsupported, import.encrypted, import.corrupt, import.bomb, import.unsafe,
 * import.too-large, import.timeout
 */
export async function convertFile(
  bytes: Uint8Array,
  filename: string,
  options: ConvertOptions,
): Promise<ConvertedFile> {
  const format = textFormatOf(filename);
  if (format !== null && !isZip(bytes)) {
    const shelf = new PictureShelf(embedded, options.pictureSrc);
    const text = format === PANDOC_FORMATS.rtf ? rtfOf(bytes) : Buffer.from(textOfFile(bytes));
    const json =
      format === 'text'
        ? JSON.stringify(paragraphsOf(text.toString()))
        : await runPandoc(text, options.pandoc, format);
    return mapped(json, shelf);
  }
  const archive = ZipArchive.open(bytes);
  return isOpenDocument(archive) ? convertOdt(archive, options) : convertDocx(archive, options);
}

const isZip = ([first, second]: Uint8Array): boolean => first === 0x50 && second === 0x4b;

const embedded = (source: string): PictureBytes => {
  const picture = pictureIn(source);
  return picture === null ? { lost: 'linkedImage' } : { bytes: () => picture.bytes };
};

function rtfOf(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes);
  if (!text.subarray(0, 5).equals(Buffer.from('{\\rtf'))) throw new DomainError('import.unsupported');
  return text;
}

async function convertDocx(archive: ZipArchive, options: ConvertOptions): Promise<ConvertedFile> {
  const source = openWordPackage(archive);
  const json = await runPandoc(source.bytes, options.pandoc);
  const shelf = new PictureShelf((name) => pictureOf(archive, source, name), options.pictureSrc);
  const found = mapped(json, shelf);
  for (const { kind, count } of found.losses) source.loss.add(kind, count);
  source.loss.add('comment', source.comments - found.comments.length);
  const comments = found.comments.map((comment) => ({ ...comment, ...source.relations.get(comment.id) }));
  const { areAll, numbered } = source.titles;
  if (!areAll) source.loss.add('titleNumber', numbered);
  return { ...found, comments, hasNumberedTitles: areAll, losses: source.loss.list() };
}

function pictureOf(archive: ZipArchive, { pictures }: WordPackage, name: string): PictureBytes {
  const source = pictures.sourceOf(name);
  if (source !== undefined && 'linked' in source) return { lost: 'linkedImage' };
  if (source === undefined || !PICTURE.test(name) || !archive.has(source.part)) return LOST;
  return { bytes: () => archive.read(source.part) };
}

function convertOdt(archive: ZipArchive, options: ConvertOptions): ConvertedFile {
  const shelf = new PictureShelf((href): PictureBytes => {
    const part = href.replace(/^\.\//, '');
    if (!archive.has(part))
      return /^[a-z][a-z0-9+.-]*:|^\.?\.?\//i.test(part) ? { lost: 'linkedImage' } : LOST;
    return { bytes: () => archive.read(part) };
  }, options.pictureSrc);
  const found = checked(() => {
    const result = readOdt(archive, (href) => shelf.take(href));
    return { ...result, doc: tasksFrom(result.doc) };
  });
  return { ...found, pictures: shelf.taken() };
}

function mapped(json: string, shelf: PictureShelf): ConvertedFile {
  const image = (name: string): ImportedImage => shelf.take(name);
  const { doc, comments, loss } = checked(() => {
    const ast: unknown = JSON.parse(restorePlaceholders(json));
    const result = pandocToProse(ast, { image });
    return { ...result, doc: tasksFrom(placeRules(placePageBreaks(placeAlignments(result.doc)))) };
  });
  return { doc, comments, hasNumberedTitles: false, losses: loss, pictures: shelf.taken() };
}

/** A document that does not fit the schema was made of a damaged file. */
function checked<Found extends { readonly doc: ProseNode }>(read: () => Found): Found {
  try {
    const found = read();
    checkProse(found.doc);
    return found;
  } catch (cause) {
    if (cause instanceof PandocShapeError || cause instanceof RangeError || cause instanceof SyntaxError) {
      throw new DomainError('import.corrupt', { cause });
    }
    throw cause;
  }
}
