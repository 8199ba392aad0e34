import {
  checkProse,
  type ImportedComment,
  type Loss,
  pandocToProse,
  PandocShapeError,
  type ProseNode,
} from '@maroquin/prose';
import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './limits.js';
import { runPandoc } from './run-pandoc.js';
import { readXmlPart } from './xml-text.js';
import { ZipArchive } from './zip-archive.js';

export interface DocxPicture {
  /** As pandoc names it, for example `media/image1.png`. */
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

const MAIN_PART = 'word/document.xml';
const PICTURE = /^media\/[^/]+\.(?:png|jpe?g|gif|webp)$/i;

/**
 * A .docx as a document of ours. Nothing is fetched; what is not carried over is counted.
 * @throws {DomainError} import.unsupported, import.encrypted, import.corrupt, import.bomb, import.unsafe,
 * import.too-large, import.timeout, import.busy
 */
export async function convertDocx(bytes: Uint8Array, options: ConvertOptions): Promise<ConvertedDocx> {
  const archive = ZipArchive.open(bytes);
  for (const part of xmlParts(archive)) readXmlPart(archive, part);
  const ast = await runPandoc(bytes, options.pandoc);
  const pictures = new Map<string, DocxPicture>();
  const image = (name: string): { src: string } | { lost: 'image' | 'linkedImage' } => {
    if (!PICTURE.test(name)) return { lost: /^[a-z]+:/i.test(name) ? 'linkedImage' : 'image' };
    const picture = pictures.get(name) ?? readPicture(archive, name);
    if (picture === null || pictures.size >= IMPORT_LIMITS.pictures) return { lost: 'image' };
    const src = options.pictureSrc(picture);
    if (src === null) return { lost: 'image' };
    pictures.set(name, picture);
    return { src };
  };
  try {
    const { doc, comments, loss } = pandocToProse(ast, { image });
    checkProse(doc);
    return { doc, comments, losses: loss, pictures: [...pictures.values()] };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof PandocShapeError || error instanceof RangeError)
      throw new DomainError('import.corrupt', { cause: error });
    throw error;
  }
}

/** What pandoc will read as XML: each is checked before it sees any. */
function xmlParts(archive: ZipArchive): string[] {
  const names = archive
    .names()
    .filter((name) =>
      /^(?:word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels|_rels\/\.rels|\[Content_Types\]\.xml)$/i.test(name),
    );
  if (names.length === 0)
    throw new DomainError(archive.has(MAIN_PART) ? 'import.corrupt' : 'import.unsupported');
  return names;
}

function readPicture(archive: ZipArchive, name: string): DocxPicture | null {
  const part = `word/${name}`;
  return archive.has(part) ? { name, bytes: archive.read(part) } : null;
}
