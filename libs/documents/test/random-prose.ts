import type { ProseMark, ProseNode } from '@maroquin/prose';

/** What a writer may use: not every format holds everything everywhere. */
export interface Vocabulary {
  readonly comments: boolean;
  readonly changes: boolean;
  readonly tables: boolean;
  /** Cells over several columns or rows. */
  readonly merged: boolean;
  /** Several spaces in a row. */
  readonly spaces: boolean;
  /** Items of several paragraphs. */
  readonly longItems: boolean;
  /** Paragraphs that stand otherwise than their language is written. */
  readonly aligned?: boolean;
}

const EVERYTHING: Vocabulary = {
  comments: true,
  changes: true,
  tables: true,
  merged: true,
  spaces: true,
  longItems: true,
};

/** A seeded writer of documents. */
export class RandomProse {
  private readonly name: string;
  private comments = 0;

  constructor(
    private state: number,
    private readonly uses: Partial<Vocabulary> = EVERYTHING,
  ) {
    this.name = String(state);
  }

  below(limit: number): number {
    this.state = (this.state * 1103515245 + 12345) % 2147483648;
    // The low bits of such a generator repeat soon.
    return (this.state >> 8) % limit;
  }

  document(): ProseNode {
    // Words between, because files know paragraphs of a style and not where one quotation ends and another begins.
    return { type: 'doc', content: this.some(6, () => [this.block(0), this.paragraph()]).flat() };
  }

  private some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.below(most) }, make);
  }

  private block(depth: number): ProseNode {
    const kind = depth > 2 ? 0 : this.below(9);
    if (kind === 1) return { type: 'heading', attrs: { level: 1 + this.below(6) }, content: this.inline() };
    if (kind === 2) return { type: 'bulletList', content: this.some(3, () => this.item(depth)) };
    if (kind === 3)
      return {
        type: 'orderedList',
        attrs: { start: 1 + this.below(3) },
        content: this.some(3, () => this.item(depth)),
      };
    if (kind === 4) return { type: 'blockquote', content: this.some(2, () => this.paragraph()) };
    if (kind === 5)
      return { type: 'codeBlock', content: [{ type: 'text', text: 'si x < 1 :\n    « x »  &amp;' }] };
    if (kind === 6 && depth === 0 && this.uses.tables === true) return this.table(depth);
    if (kind === 7 && depth === 0) return { type: 'horizontalRule' };
    return this.paragraph();
  }

  private paragraph(): ProseNode {
    const textAlign = this.uses.aligned === true ? ALIGNMENTS[this.below(6)] : undefined;
    return { type: 'paragraph', ...(textAlign && { attrs: { textAlign } }), content: this.inline() };
  }

  private item(depth: number): ProseNode {
    const content: ProseNode[] = [this.paragraph()];
    if (depth < 2 && this.below(3) === 0) {
      const type = this.below(2) === 0 ? 'bulletList' : 'orderedList';
      content.push({ type, content: this.some(2, () => this.item(depth + 1)) });
    } else if (this.uses.longItems === true && this.below(5) === 0) content.push(this.paragraph());
    return { type: 'listItem', content };
  }

  private table(depth: number): ProseNode {
    const cell = (type: string, colspan = 1, rowspan = 1): ProseNode => ({
      type,
      attrs: { colspan, rowspan },
      content: [this.below(4) === 0 ? this.block(depth + 2) : this.paragraph()],
    });
    const row = (...content: ProseNode[]): ProseNode => ({ type: 'tableRow', content });
    const rows = this.some(3, () => row(cell('tableCell'), cell('tableCell'), cell('tableCell')));
    if (this.below(2) === 0) rows.unshift(row(cell('tableHeader'), cell('tableHeader'), cell('tableHeader')));
    if (this.uses.merged === true && this.below(2) === 0)
      rows.push(
        row(cell('tableCell', 2, 2), cell('tableCell')),
        row(cell('tableCell')),
        row(cell('tableCell'), cell('tableCell', 2)),
      );
    return { type: 'table', content: rows };
  }

  private inline(): ProseNode[] {
    const content = this.some(4, (): ProseNode => {
      const kind = this.below(18);
      if (kind === 0) {
        const note: ProseNode = { type: 'paragraph', content: [{ type: 'text', text: 'voir p. 4' }] };
        return { type: 'footnote', content: [note] };
      }
      if (kind === 1)
        return {
          type: 'image',
          attrs: { src: 'attachment:1', alt: 'carte du « pays »', width: 40, height: 20 },
        };
      if (kind === 2) return { type: 'hardBreak' };
      return this.text();
    });
    // Words between, because neighbours with the same marks would be one text; words at both ends, because
    // a break there is dropped by whoever shows the line.
    const and: ProseNode = { type: 'text', text: 'et' };
    return [and, ...content.flatMap((node) => [node, and])];
  }

  private text(): ProseNode {
    const words = ['mot', 'été', '🎉', 'a < b & c', '« l’école »', '1. point', '*étoile* _bas_'];
    if (this.uses.spaces === true) words.push('deux  espaces');
    const text = `${words[this.below(words.length)] ?? ''}${String(this.below(100))}`;
    return { type: 'text', text, ...this.marks() };
  }

  /** Its own in each place: words between two pieces of one comment would be in it as well. */
  private nextComment(): string {
    this.comments += 1;
    return `${this.name}-${String(this.comments)}`;
  }

  private marks(): { marks?: ProseMark[] } {
    const marks: ProseMark[] = [];
    const one = (type: string): void => void (this.below(7) === 0 && marks.push({ type }));
    if (this.below(6) === 0)
      marks.push({ type: 'link', attrs: { href: 'https://exemple.fr/?a=1&b=2', title: null } });
    ['bold', 'italic', 'underline', 'strike', 'superscript'].forEach(one);
    if (this.uses.comments === true && this.below(8) === 0)
      marks.push({ type: 'comment', attrs: { id: this.nextComment(), imported: REMARK } });
    if (this.uses.changes === true && this.below(8) === 0)
      marks.push({ type: this.below(2) === 0 ? 'insertion' : 'deletion', attrs: { id: 's1', ...WHO } });
    return marks.length > 0 ? { marks } : {};
  }
}

const ALIGNMENTS: readonly string[] = ['center', 'right', 'justify'];
const WHO = { author: 'external:Anne Roux', date: '2026-03-04T05:06:07Z' };
const REMARK = { ...WHO, text: 'À revoir' };
