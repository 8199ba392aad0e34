import { type ProseMark, type ProseNode, safeHref } from '@maroquin/prose';
import { attributeOf, isElement, unescapeText, type XmlElement, type XmlNode } from '../package/xml.js';
import { changeMarks, type OdtContext, type Region, textOfChild } from './odt-context.js';

/** How a paragraph is read. */
export interface Line {
  readonly context: OdtContext;
  /** Reads what a note holds. */
  readonly note: (body: XmlElement) => ProseNode[];
  /** Reads the blocks of a text box, which stand behind the paragraph. */
  readonly box: (element: XmlElement) => void;
}

/** Fields whose text was computed when the file was written (ODF 1.3 part 3, §7). */
const FIELDS =
  /^text:(?:date|time|page-number|page-count|bookmark-ref|reference-ref|note-ref|sequence|sequence-ref|title|subject|author-name|author-initials|file-name|chapter|user-field-get|variable-get|variable-set|expression|conditional-text|placeholder|database-display|creation-date|modification-date|word-count|initial-creator|creator|description|sender-.+|user-defined|text-input|drop-down)$/;
const BOOKMARKS = new Set([
  'text:bookmark',
  'text:bookmark-start',
  'text:reference-mark',
  'text:reference-mark-start',
]);
/** What leaves without a trace. */
const DROPPED = new Set([
  'text:soft-page-break',
  'text:ruby-text',
  'office:event-listeners',
  'text:script',
  'text:tracked-changes',
]);

/** Reads the content of one paragraph: white space collapses over all of it (ODF 1.3 part 3, §6.1.2). */
export class InlineReader {
  private readonly out: ProseNode[] = [];
  private afterSpace = true;
  private hasColour = false;
  /** Comments that point at this paragraph. */
  private readonly pointing: string[] = [];

  constructor(private readonly line: Line) {}

  read(paragraph: XmlElement, marks: readonly ProseMark[]): ProseNode[] {
    this.nodes(paragraph.children, marks);
    this.trim();
    this.point();
    if (this.hasColour) this.line.context.lost('colour');
    return joined(this.out);
  }

  private nodes(nodes: readonly XmlNode[], marks: readonly ProseMark[]): void {
    const { context } = this.line;
    context.nested(() => {
      for (const node of nodes)
        if (isElement(node)) this.element(node, marks);
        else this.text(unescapeText(node), marks);
    });
  }

  private text(text: string, marks: readonly ProseMark[]): void {
    let kept = text.replaceAll(/[ \t\r\n]+/g, ' ');
    if (this.afterSpace && kept.startsWith(' ')) kept = kept.slice(1);
    if (kept === '') return;
    this.afterSpace = kept.endsWith(' ');
    this.push(kept, marks);
  }

  /** Text that stands as it is. */
  private push(text: string, marks: readonly ProseMark[]): void {
    const { context } = this.line;
    const all = [...marks, ...this.changes(), ...context.commentMarks()];
    this.out.push(all.length > 0 ? { type: 'text', text, marks: unique(all) } : { type: 'text', text });
  }

  private element(element: XmlElement, marks: readonly ProseMark[]): void {
    const { context } = this.line;
    const { kind } = element;
    switch (kind) {
      case 'text:s': {
        const count = Number.parseInt(attributeOf(element, 'c') ?? '1', 10);
        this.exact(' '.repeat(Math.min(1000, Math.max(1, count || 1))), marks);
        return;
      }
      case 'text:tab':
        return this.exact('\t', marks);
      case 'text:line-break':
        this.afterSpace = true;
        this.out.push({ type: 'hardBreak' });
        return;
      case 'text:span': {
        const own = context.styles.marksOf(attributeOf(element, 'style-name'));
        if (context.styles.isColoured(attributeOf(element, 'style-name'))) this.hasColour = true;
        return this.nodes(element.children, [...marks, ...own.map((type) => ({ type }))]);
      }
      case 'text:a':
        return this.link(element, marks);
      case 'text:note':
        return this.footnote(element, marks);
      case 'draw:frame':
        return this.frame(element, marks);
      case 'office:annotation':
        return this.comment(element);
      case 'office:annotation-end':
        return context.endComment(attributeOf(element, 'name') ?? '');
      case 'text:change-start':
        return void context.changing.add(attributeOf(element, 'change-id') ?? '');
      case 'text:change-end':
        return void context.changing.delete(attributeOf(element, 'change-id') ?? '');
      case 'text:change':
        return this.struck(context.regions.get(attributeOf(element, 'change-id') ?? ''), marks);
      default:
        return this.other(element, marks);
    }
  }

  private other(element: XmlElement, marks: readonly ProseMark[]): void {
    const { context, box } = this.line;
    const { kind } = element;
    if (DROPPED.has(kind)) return;
    if (BOOKMARKS.has(kind)) context.lost('bookmark');
    if (FIELDS.test(kind)) context.lost('field');
    // A drawing: only its words are kept, behind the paragraph.
    if (kind.startsWith('draw:') && kind !== 'draw:a') return box(element);
    this.nodes(element.children, marks);
  }

  private exact(text: string, marks: readonly ProseMark[]): void {
    this.afterSpace = false;
    this.push(text, marks);
  }

  private link(element: XmlElement, marks: readonly ProseMark[]): void {
    const href = safeHref(attributeOf(element, 'href'));
    if (href === null) this.line.context.lost('unsafeLink');
    if (href === null || marks.some(({ type }) => type === 'link'))
      return this.nodes(element.children, marks);
    const title = attributeOf(element, 'title') ?? null;
    this.nodes(element.children, [
      ...marks,
      { type: 'link', attrs: { href, title: title === '' ? null : title } },
    ]);
  }

  private footnote(element: XmlElement, marks: readonly ProseMark[]): void {
    const body = element.children.filter(isElement).find(({ kind }) => kind === 'text:note-body');
    const content = body === undefined ? [] : this.line.context.outside(() => this.line.note(body));
    this.afterSpace = false;
    this.out.push({
      type: 'footnote',
      attrs: this.nodeChange(marks),
      content: content.length > 0 ? content : [{ type: 'paragraph' }],
    });
  }

  private frame(element: XmlElement, marks: readonly ProseMark[]): void {
    const { context, box } = this.line;
    const children = element.children.filter(isElement);
    if (children.some(({ kind }) => kind.startsWith('draw:object'))) context.lost('embeddedObject');
    const images = children.filter(({ kind }) => kind === 'draw:image');
    // What a frame holds are ways to show one thing, the best first (ODF 1.3 part 3, §10.4.2).
    const shown = children.find(({ kind }) => kind === 'draw:image' || kind === 'draw:text-box');
    if (shown?.kind !== 'draw:image') return box(element);
    if (FLOATING.has(attributeOf(element, 'anchor-type') ?? '')) context.lost('floatingImage');
    this.afterSpace = false;
    this.out.push({
      type: 'image',
      attrs: {
        src: context.image(images.map((image) => attributeOf(image, 'href') ?? '')),
        alt: textOfChild(element, 'svg:desc') || null,
        title: textOfChild(element, 'svg:title') || null,
        width: pixelsOf(attributeOf(element, 'width')),
        height: pixelsOf(attributeOf(element, 'height')),
        ...this.nodeChange(marks),
      },
    });
    if (children.some(({ kind }) => kind === 'draw:text-box')) box(element);
  }

  private comment(element: XmlElement): void {
    const id = this.line.context.startComment(element);
    if (id !== null) this.pointing.push(id);
  }

  /** What was struck stands again where it was, marked; where several paragraphs were, they stand in one. */
  private struck(region: Region | undefined, marks: readonly ProseMark[]): void {
    if (region === undefined || region.kind !== 'del') return;
    const struck = [...marks, ...changeMarks(region)];
    for (const [index, paragraph] of region.content.entries()) {
      if (index > 0) this.exact(' ', struck);
      const own = this.line.context.styles.paragraphMarksOf(attributeOf(paragraph, 'style-name'));
      this.afterSpace = false;
      this.nodes(paragraph.children, [...struck, ...own.map((type) => ({ type }))]);
    }
  }

  private changes(): ProseMark[] {
    const { changing, regions } = this.line.context;
    return [...changing].flatMap((changeId): ProseMark[] => {
      const region = regions.get(changeId);
      return region === undefined ? [] : changeMarks(region);
    });
  }

  private nodeChange(marks: readonly ProseMark[]): Record<string, unknown> {
    const all = [...marks, ...this.changes()];
    const struck = all.find(({ type }) => type === 'deletion');
    const change = struck ?? all.find(({ type }) => type === 'insertion');
    if (change === undefined) return {};
    return { blockChange: { kind: struck === undefined ? 'ins' : 'del', ...change.attrs } };
  }

  private trim(): void {
    const last = this.out.at(-1);
    if (last?.type !== 'text' || !this.afterSpace) return;
    const text = (last.text ?? '').replace(/ $/, '');
    if (text === '') this.out.pop();
    else this.out[this.out.length - 1] = { ...last, text };
  }

  private point(): void {
    const { context } = this.line;
    if (!this.out.some(({ type }) => type === 'text')) return context.wait(this.pointing);
    const ids = [...context.waited(), ...this.pointing];
    if (ids.length === 0) return;
    const marks = context.commentMarks(ids).slice(-ids.length);
    for (const [index, node] of this.out.entries()) this.out[index] = commented(node, marks);
  }
}

/** Text that comments cover; anything else as it is. */
export const commented = (node: ProseNode, marks: readonly ProseMark[]): ProseNode =>
  node.type === 'text' ? { ...node, marks: unique([...(node.marks ?? []), ...marks]) } : node;

/** Anchors of frames that stand beside the text (ODF 1.3 part 3, §19.785). */
const FLOATING = new Set(['page', 'frame', 'paragraph', 'char']);
const SCRIPTS = new Set(['superscript', 'subscript']);
const REPEATED = new Set(['comment', 'insertion', 'deletion']);

/** Marks that stand alone appear once, and one script excludes the other. */
function unique(marks: readonly ProseMark[]): ProseMark[] {
  const kept: ProseMark[] = [];
  for (const mark of marks) {
    const clashes = kept.some(
      ({ type }) =>
        (type === mark.type && !REPEATED.has(type)) || (SCRIPTS.has(type) && SCRIPTS.has(mark.type)),
    );
    if (!clashes) kept.push(mark);
  }
  return kept;
}

const PIXELS = new Map([
  ['cm', 96 / 2.54],
  ['mm', 96 / 25.4],
  ['in', 96],
  ['pt', 96 / 72],
  ['pc', 16],
  ['px', 1],
]);

function pixelsOf(length: string | undefined): number | null {
  const match = /^([0-9.]+)([a-z]+)$/.exec(length ?? '');
  const size = Number.parseFloat(match?.[1] ?? '') * (PIXELS.get(match?.[2] ?? '') ?? Number.NaN);
  return size >= 1 && size <= 10_000 ? Math.round(size) : null;
}

function joined(nodes: readonly ProseNode[]): ProseNode[] {
  const out: ProseNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    const same = (one: ProseNode): string => JSON.stringify(one.marks ?? []);
    if (node.type === 'text' && last?.type === 'text' && same(node) === same(last))
      out[out.length - 1] = { ...last, text: (last.text ?? '') + (node.text ?? '') };
    else out.push(node);
  }
  return out;
}
