import { z } from 'zod';
import { lettersOf } from '../libreoffice/flat-document.js';

/** A document of ours as the corpus describes files: what can be counted or read in both. */
export interface DocumentFacts {
  /** Level and letters of each title. */
  readonly headings: readonly string[];
  /** Rows and columns of each table. */
  readonly tables: readonly string[];
  /** Of the text, not of its notes. */
  readonly images: number;
  /** Letters of each note. */
  readonly notes: readonly string[];
  /** Author and letters of each comment and reply. */
  readonly comments: readonly string[];
  /** By author, all the letters that are inserted and struck. */
  readonly insertions: ReadonlyMap<string, string>;
  readonly deletions: ReadonlyMap<string, string>;
  readonly links: ReadonlySet<string>;
  readonly listItems: number;
  readonly hasNumberedTitles: boolean;
  /** In TeX. */
  readonly formulas: readonly string[];
}

const saidSchema = z.object({ author: z.string(), text: z.string() });
const markSchema = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });
interface Node {
  readonly type: string;
  readonly text?: string | undefined;
  readonly attrs?: Record<string, unknown> | undefined;
  readonly marks?: z.infer<typeof markSchema>[] | undefined;
  readonly content?: Node[] | undefined;
}
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    marks: z.array(markSchema).optional(),
    content: z.array(nodeSchema).optional(),
  }),
);
const documentSchema = z.object({
  content: nodeSchema,
  numberedTitles: z.boolean().optional(),
  comments: z.record(z.string(), z.object({ said: z.array(saidSchema) })),
});

const OUTSIDE = /^external:/u;
const LISTS = new Set(['listItem', 'taskItem']);
const nameOf = (author: unknown): string => String(author).replace(OUTSIDE, '');
const said = ({ author, text }: z.infer<typeof saidSchema>): string =>
  `${nameOf(author)}: ${lettersOf(text)}`;

/** As a person reads it: what is struck is out. */
function wordsOf({ type, text = '', marks = [], content = [] }: Node): string {
  if (type === 'footnote' || marks.some((mark) => mark.type === 'deletion')) return '';
  return text + content.map(wordsOf).join('');
}

function shapeOf({ content: rows = [] }: Node): string {
  const width = (row: Node | undefined): number =>
    (row?.content ?? []).reduce((sum, { attrs }) => sum + Number(attrs?.['colspan'] ?? 1), 0);
  // The first row has all the columns: none reaches down into it.
  return `${String(rows.length)}×${String(width(rows[0]))}`;
}

class Reader {
  readonly headings: string[] = [];
  readonly tables: string[] = [];
  readonly notes: string[] = [];
  readonly comments: string[] = [];
  readonly insertions = new Map<string, string>();
  readonly deletions = new Map<string, string>();
  readonly links = new Set<string>();
  readonly formulas: string[] = [];
  images = 0;
  listItems = 0;
  hasNumberedTitles = false;
  private isInNote = false;
  private readonly seen = new Set<string>();

  read(node: Node): void {
    // Words that were inserted and struck again are only struck: the corpus says it so.
    const isStruck = node.marks?.some(({ type }) => type === 'deletion') === true;
    for (const mark of node.marks ?? [])
      if (!isStruck || mark.type !== 'insertion') this.mark(mark, node.text ?? '');
    if (node.type === 'heading')
      this.headings.push(`${String(node.attrs?.['level'])} ${lettersOf(wordsOf(node))}`);
    if (node.type === 'table') this.tables.push(shapeOf(node));
    if (node.type === 'image' && !this.isInNote) this.images += 1;
    const tex = node.type === 'formula' ? node.attrs?.['tex'] : null;
    if (typeof tex === 'string') this.formulas.push(tex);
    if (LISTS.has(node.type)) this.listItems += 1;
    if (node.type === 'footnote') this.notes.push(lettersOf((node.content ?? []).map(wordsOf).join('')));
    const wasInNote = this.isInNote;
    this.isInNote ||= node.type === 'footnote';
    for (const child of node.content ?? []) this.read(child);
    this.isInNote = wasInNote;
  }

  private mark({ type, attrs = {} }: z.infer<typeof markSchema>, text: string): void {
    if (type === 'link') this.links.add(linkOf(String(attrs['href'])));
    if (type === 'insertion') add(this.insertions, nameOf(attrs['author']), lettersOf(text));
    if (type === 'deletion') add(this.deletions, nameOf(attrs['author']), lettersOf(text));
    const imported = saidSchema.safeParse(attrs['imported']);
    const id = String(attrs['id']);
    if (type !== 'comment' || !imported.success || this.seen.has(id)) return;
    this.seen.add(id);
    this.comments.push(said(imported.data));
  }
}

function add(to: Map<string, string>, key: string, letters: string): void {
  if (letters !== '') to.set(key, (to.get(key) ?? '') + letters);
}

/** Addresses that mean the same are equal. */
export const linkOf = (href: string): string =>
  URL.canParse(href) ? decodeSafely(new URL(href).href).replace(/\/$/u, '') : href;

function decodeSafely(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Of the document's export as JSON. @throws {z.ZodError} it is none */
export function documentFacts(json: unknown): DocumentFacts {
  const { content, comments, numberedTitles = false } = documentSchema.parse(json);
  const reader = new Reader();
  reader.read(content);
  reader.hasNumberedTitles = numberedTitles && reader.headings.length > 0;
  for (const thread of Object.values(comments)) reader.comments.push(...thread.said.map(said));
  return reader;
}
