import { prefixOf } from './word-paragraph.js';
import { isElement, visitElements, type XmlElement } from '../package/xml.js';

/**
 * Where comments stand that Word does not put around words: those that point at a place cover the words of its paragraph,
 * or of the next one that has some, else of the last; ranges that begin or end between paragraphs do so in the next or in
 * the one before. pandoc forgets all of these.
 */
export class CommentPlaces {
  /** Comments of the paragraph at hand that point at no text. */
  private pointing: string[] = [];
  /** Those of paragraphs without words. */
  private waiting: string[] = [];
  private starts: XmlElement[] = [];
  private last: XmlElement | null = null;
  private lastWithWords: XmlElement | null = null;

  point(id: string): void {
    this.pointing.push(id);
  }

  /** A range that begins or ends between paragraphs. */
  between(range: XmlElement): void {
    if (range.kind === 'w:commentRangeStart') this.starts.push(range);
    else this.last?.children.push(range);
  }

  /** Begins a paragraph; what it answers belongs to the one around it, for `close`. */
  open(): string[] {
    const around = this.pointing;
    this.pointing = [];
    return around;
  }

  close(paragraph: XmlElement, around: string[]): void {
    const ids = [...this.waiting, ...this.pointing];
    this.pointing = around;
    insert(paragraph, this.starts);
    this.starts = [];
    this.last = paragraph;
    const isCovered = hasText(paragraph);
    this.waiting = isCovered ? [] : ids;
    if (!isCovered) return;
    this.lastWithWords = paragraph;
    cover(paragraph, ids);
  }

  end(): void {
    if (this.lastWithWords !== null) cover(this.lastWithWords, this.waiting);
  }
}

/** Struck words are words too: a comment may stand on them. */
function hasText(paragraph: XmlElement): boolean {
  let found = false;
  visitElements(paragraph, ({ kind, children }) => {
    if (kind === 'w:t' || kind === 'w:delText')
      found ||= children.some((child) => !isElement(child) && child.trim() !== '');
  });
  return found;
}

/** Puts ranges of comments around all that the paragraph holds. */
function cover(paragraph: XmlElement, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const prefix = prefixOf(paragraph);
  const marks = (name: string): XmlElement[] =>
    ids.map((id) => ({
      name: `${prefix}${name}`,
      kind: `w:${name}`,
      attributes: `${prefix}id="${id}"`,
      children: [],
    }));
  insert(paragraph, marks('commentRangeStart'));
  paragraph.children.push(...marks('commentRangeEnd'));
}

function insert(paragraph: XmlElement, marks: readonly XmlElement[]): void {
  const at = paragraph.children.findIndex((child) => isElement(child) && child.kind === 'w:pPr') + 1;
  paragraph.children.splice(at, 0, ...marks);
}
