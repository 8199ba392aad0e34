import {
  type ImportedComment,
  type ImportedImage,
  LossCounter,
  type LossKind,
  type ProseMark,
} from '@maroquin/prose';
import { DomainError } from '@maroquin/platform/errors';
import { attributeOf, isElement, unescapeText, type XmlElement, type XmlNode } from '../package/xml.js';
import type { OdtStyles } from './odt-styles.js';

/** A change of `text:tracked-changes`. */
export interface Region {
  readonly kind: 'ins' | 'del';
  readonly id: string;
  readonly author: string;
  readonly date: string;
  /** What was struck, unless it was left where it stood. */
  readonly content: readonly XmlElement[];
  /** Who inserted what was struck, where somebody had. */
  readonly inserted: Said | null;
}

/** Of a change: its id here, who made it and when. */
type Said = Pick<Region, 'id' | 'author' | 'date'>;

/** The marks of what was so changed. */
export function changeMarks({ kind, id, author, date, inserted }: Region): ProseMark[] {
  const own = { type: kind === 'del' ? 'deletion' : 'insertion', attrs: { id, author, date } };
  return inserted === null ? [own] : [own, { type: 'insertion', attrs: { ...inserted } }];
}

const MAX_REMARK_CHARS = 10_000;
/** No real document nests deeper; a stack overflow must not be how a hostile one ends. */
const MAX_DEPTH = 60;

/** What the reading of one text shares: its styles, changes and comments, and what is lost. */
export class OdtContext {
  readonly loss = new LossCounter();
  readonly comments = new Map<string, ImportedComment>();
  readonly regions: ReadonlyMap<string, Region>;
  /** Titles with words, those that show a number, and those that do as 1, 1.1, 1.1.1. */
  readonly titles = { all: 0, numbered: 0, plain: 0 };
  /** Changes that have begun and not ended, by id: insertions, and what was struck and left where it stood. */
  readonly changing = new Set<string>();
  private readonly idsByName = new Map<string, string>();
  private readonly open = new Set<string>();
  /** Comments of paragraphs without words: they wait for the next one that has some. */
  private waiting: string[] = [];
  private isOutside = false;
  private depth = 0;

  constructor(
    readonly styles: OdtStyles,
    body: XmlElement,
    /** Names of the comments whose end is in the text. */
    private readonly ending: ReadonlySet<string>,
    private readonly imageOf: (href: string) => ImportedImage,
  ) {
    this.regions = regionsOf(body);
  }

  lost(kind: LossKind): void {
    this.loss.add(kind);
  }

  /** The first of these that can be kept: a drawing program writes its own format and a picture of it. */
  image(hrefs: readonly string[]): string | null {
    const found = hrefs.map((href) => this.imageOf(href));
    const kept = found.find((image) => 'src' in image);
    if (kept !== undefined && 'src' in kept) return kept.src;
    const [first = { lost: 'image' }] = found;
    if ('lost' in first) this.lost(first.lost);
    return null;
  }

  /** @throws {DomainError} import.corrupt when the structure is nested too deeply */
  nested<T>(work: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new DomainError('import.corrupt');
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  /** Answers the id of a comment that points at a place and not at words: it is put on its paragraph. */
  startComment(annotation: XmlElement): string | null {
    const name = attributeOf(annotation, 'name') ?? '';
    const id = `comment-${String(this.comments.size + 1)}`;
    // LibreOffice's own: a comment stands behind the one that it answers.
    const answers = this.idsByName.get(attributeOf(annotation, 'parent-name') ?? '');
    if (name !== '') this.idsByName.set(name, id);
    this.comments.set(id, {
      ...{ id, answers, resolved: attributeOf(annotation, 'resolved') === 'true' },
      author: `external:${textOfChild(annotation, 'dc:creator')}`,
      date: textOfChild(annotation, 'dc:date'),
      text: remarkOf(annotation).slice(0, MAX_REMARK_CHARS),
    });
    if (!this.ending.has(name)) return id;
    this.names.set(name, id);
    this.open.add(id);
    return null;
  }

  private readonly names = new Map<string, string>();

  endComment(name: string): void {
    const id = this.names.get(name);
    if (id !== undefined) this.open.delete(id);
  }

  /** Of the comments that are open, and of those given. */
  commentMarks(more: readonly string[] = []): ProseMark[] {
    return [...this.open, ...more].map((id) => {
      const { author = '', date = '', text = '' } = this.comments.get(id) ?? {};
      return { type: 'comment', attrs: { id, imported: { author, date, text } } };
    });
  }

  /** Comments that point at a paragraph without words. */
  wait(ids: readonly string[]): void {
    this.waiting.push(...ids);
  }

  /** Those that waited; a note takes none. */
  waited(): string[] {
    return this.isOutside ? [] : this.waiting.splice(0);
  }

  /** A note is another text: comments and insertions around it do not cover it. */
  outside<T>(work: () => T): T {
    const around = [...this.open];
    const changing = [...this.changing];
    const wasOutside = this.isOutside;
    this.open.clear();
    this.changing.clear();
    this.isOutside = true;
    try {
      return work();
    } finally {
      this.isOutside = wasOutside;
      this.open.clear();
      this.changing.clear();
      for (const id of around) this.open.add(id);
      for (const id of changing) this.changing.add(id);
    }
  }
}

/** Names of comments that end in the text. */
export function endingNames(
  body: XmlElement,
  visit: (root: XmlElement, see: (element: XmlElement) => void) => void,
) {
  const names = new Set<string>();
  visit(body, (element) => {
    if (element.kind === 'office:annotation-end') names.add(attributeOf(element, 'name') ?? '');
  });
  return names;
}

function regionsOf(body: XmlElement): Map<string, Region> {
  const regions = new Map<string, Region>();
  const all = body.children.filter(isElement).filter(({ kind }) => kind === 'text:tracked-changes');
  for (const region of all.flatMap(({ children }) => children).filter(isElement)) {
    if (region.kind !== 'text:changed-region') continue;
    // LibreOffice's own: what was inserted before it was struck says so behind that.
    const [act, before] = region.children.filter(isElement).filter(({ kind }) => KINDS.has(kind));
    if (act === undefined) continue;
    const id = `import-${String(regions.size + 1)}`;
    const isStruck = act.kind === 'text:deletion';
    regions.set(attributeOf(region, 'id') ?? '', {
      ...said(act, id),
      kind: isStruck ? 'del' : 'ins',
      content: act.children.filter(isElement).filter(({ kind }) => kind !== 'office:change-info'),
      inserted: isStruck && before?.kind === 'text:insertion' ? said(before, `${id}-before`) : null,
    });
  }
  return regions;
}

function said(act: XmlElement, id: string): Said {
  const info = act.children.filter(isElement).find(({ kind }) => kind === 'office:change-info');
  const of = (kind: string): string => (info === undefined ? '' : textOfChild(info, kind));
  return { id, author: `external:${of('dc:creator')}`, date: of('dc:date') };
}

const KINDS = new Set(['text:insertion', 'text:deletion']);

export function textOfChild(element: XmlElement, kind: string): string {
  const child = element.children.filter(isElement).find((candidate) => candidate.kind === kind);
  return child === undefined ? '' : plainText(child.children);
}

/** The paragraphs of a comment, one a line. */
function remarkOf({ children }: XmlElement): string {
  return children
    .filter(isElement)
    .filter(({ kind }) => kind === 'text:p' || kind === 'text:list')
    .map(({ children: content }) => plainText(content))
    .join('\n');
}

function plainText(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return unescapeText(node);
      return node.kind === 'text:s' || node.kind === 'text:tab' ? ' ' : plainText(node.children);
    })
    .join('');
}
