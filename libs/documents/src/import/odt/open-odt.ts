import {
  type ImportedComment,
  type ImportedImage,
  type Loss,
  type ProseMark,
  type ProseNode,
} from '@maroquin/prose';
import { DomainError } from '@maroquin/platform/errors';
import { isElement, visitElements, type XmlElement } from '../package/xml.js';
import { readXmlPart } from '../package/xml-text.js';
import type { ZipArchive } from '../package/zip-archive.js';
import { BlockReader } from './odt-blocks.js';
import { endingNames, OdtContext } from './odt-context.js';
import { commented } from './odt-inlines.js';
import { headersAndFooters, OdtStyles } from './odt-styles.js';

interface ReadOdt {
  readonly doc: ProseNode;
  readonly comments: readonly ImportedComment[];
  readonly losses: readonly Loss[];
  readonly hasNumberedTitles: boolean;
}

const CONTENT = 'content.xml';
const STYLES = 'styles.xml';
const MANIFEST = 'META-INF/manifest.xml';
const ODF_TYPE = 'application/vnd.oasis.opendocument.';

/** Whether the archive says that it is of the OpenDocument family (ODF 1.3 part 2, §3.3). */
export const isOpenDocument = (archive: ZipArchive): boolean =>
  archive.has(CONTENT) && (archive.has(MANIFEST) || archive.has('mimetype'));

/** An OpenDocument text as a document of ours. Nothing is fetched. @throws {DomainError} import.* */
export function readOdt(archive: ZipArchive, image: (href: string) => ImportedImage): ReadOdt {
  refuseOthers(archive);
  const content = readXmlPart(archive, CONTENT);
  const styles = archive.has(STYLES) ? readXmlPart(archive, STYLES) : null;
  const body = textOf(content);
  const known = new OdtStyles(styles === null ? [content] : [styles, content]);
  const context = new OdtContext(known, body, endingNames(body, visitElements), image);
  const blocks = new BlockReader(context).read(body.children.filter(isElement));
  const waiting = context.waited();
  if (!coverLast(blocks, context.commentMarks(waiting))) context.loss.add('comment', waiting.length);
  const { all, numbered, plain } = context.titles;
  const hasNumberedTitles = all > 0 && plain === all;
  if (!hasNumberedTitles) context.loss.add('titleNumber', numbered);
  if (styles !== null) context.loss.add('headerFooter', headersAndFooters(styles));
  return {
    doc: { type: 'doc', content: tidied(blocks) },
    comments: [...context.comments.values()],
    losses: context.loss.list(),
    hasNumberedTitles,
  };
}

/** What bears no comments. */
const UNMARKED = new Set(['codeBlock', 'footnote']);

/** Puts comments on the last words; answers whether there are some. Changes the blocks in place. */
function coverLast(blocks: readonly ProseNode[], marks: readonly ProseMark[]): boolean {
  for (const block of [...blocks].reverse()) {
    if (UNMARKED.has(block.type)) continue;
    const at = (block.content ?? []).findLastIndex(({ type }) => type === 'text');
    const last = block.content?.[at];
    if (last !== undefined && block.content !== undefined) {
      block.content[at] = commented(last, marks);
      return true;
    }
    if (coverLast(block.content ?? [], marks)) return true;
  }
  return false;
}

function refuseOthers(archive: ZipArchive): void {
  const type = archive.has('mimetype')
    ? archive.read('mimetype').toString('latin1').trim()
    : `${ODF_TYPE}text`;
  if (!type.startsWith(`${ODF_TYPE}text`)) throw new DomainError('import.unsupported');
  if (!archive.has(MANIFEST)) return;
  visitElements(readXmlPart(archive, MANIFEST), ({ name }) => {
    if (name.endsWith('encryption-data')) throw new DomainError('import.encrypted');
  });
}

function textOf(content: XmlElement): XmlElement {
  const body = content.children.filter(isElement).find(({ kind }) => kind === 'office:body');
  const text = body?.children.filter(isElement).find(({ kind }) => kind === 'office:text');
  if (text === undefined) throw new DomainError('import.unsupported');
  return text;
}

/** A page break belongs between blocks of the document itself, and none before the first. */
function tidied(blocks: readonly ProseNode[]): ProseNode[] {
  const first = blocks.findIndex(({ type }) => type !== 'pageBreak');
  const kept = blocks.slice(Math.max(0, first)).map(withoutBreaks);
  return kept.length > 0 ? kept : [{ type: 'paragraph' }];
}

const LISTS = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'blockquote',
]);

function withoutBreaks(node: ProseNode): ProseNode {
  if (!LISTS.has(node.type)) return node;
  const content = (node.content ?? []).filter(({ type }) => type !== 'pageBreak').map(withoutBreaks);
  return { ...node, content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}
