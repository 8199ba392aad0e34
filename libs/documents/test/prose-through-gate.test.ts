import { expect, it } from 'vitest';
import { judge, StructIndex, Leases } from '@maroquin/coediting';
import { checkProse, PROSE_ROOT, proseFromY, type ProseMark, type ProseNode } from '@maroquin/prose';
import { updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';

const author = { leases: new Leases(), personId: 'anne' };

/** A seeded writer of documents that use everything the schema has. */
class Writer {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state * 1103515245 + 12345) % 2147483648;
    return this.state % limit;
  }

  document(): ProseNode {
    return { type: 'doc', content: this.some(6, () => this.block(0)) };
  }

  private some(most: number, make: () => ProseNode): ProseNode[] {
    return Array.from({ length: 1 + this.below(most) }, make);
  }

  private block(depth: number): ProseNode {
    const kind = depth > 2 ? 0 : this.below(10);
    if (kind === 1) return { type: 'heading', attrs: { level: 1 + this.below(3) }, content: this.inline() };
    if (kind === 2) return { type: 'bulletList', content: this.some(3, () => this.item(depth)) };
    if (kind === 3) return { type: 'orderedList', content: this.some(3, () => this.item(depth)) };
    if (kind === 4) return { type: 'blockquote', content: this.some(2, () => this.block(depth + 1)) };
    if (kind === 5) return { type: 'codeBlock', content: [{ type: 'text', text: 'x = 1' }] };
    if (kind === 6) return this.table(depth);
    if (kind === 7) return { type: 'taskList', content: this.some(3, () => this.task(depth)) };
    if (kind === 8) {
      const attrs = { kind: this.below(2) === 0 ? 'info' : 'warning' };
      return { type: 'callout', attrs, content: this.some(2, () => this.block(depth + 1)) };
    }
    if (kind === 9) return { type: 'tableOfContents' };
    const indent = this.below(3) === 0 ? 1 + this.below(8) : null;
    return { type: 'paragraph', attrs: { indent }, content: this.inline() };
  }

  private task(depth: number): ProseNode {
    return { ...this.item(depth), type: 'taskItem', attrs: { checked: this.below(2) === 0 } };
  }

  private item(depth: number): ProseNode {
    return {
      type: 'listItem',
      content: [
        { type: 'paragraph', content: this.inline() },
        ...(depth < 2 && this.below(3) === 0 ? [this.block(depth + 1)] : []),
      ],
    };
  }

  private table(depth: number): ProseNode {
    const cell = (): ProseNode => ({
      type: this.below(2) === 0 ? 'tableCell' : 'tableHeader',
      attrs: { colspan: 1, rowspan: 1, colwidth: this.below(2) === 0 ? null : [120] },
      content: [this.block(depth + 2)],
    });
    return { type: 'table', content: this.some(3, () => ({ type: 'tableRow', content: [cell(), cell()] })) };
  }

  private inline(): ProseNode[] {
    return this.some(4, () => {
      if (this.below(9) === 0)
        return {
          type: 'footnote',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'voir p. 4' }] }],
        };
      if (this.below(9) === 0)
        return { type: 'image', attrs: { src: 'attachment:1', alt: 'carte', width: 10, height: 20 } };
      return {
        type: 'text',
        text: ['mot ', 'été ', '🎉', 'la note de synthèse '][this.below(4)] ?? '',
        ...this.marks(),
      };
    });
  }

  private marks(): { marks?: ProseMark[] } {
    const marks: ProseMark[] = [];
    if (this.below(4) === 0) marks.push({ type: 'bold' });
    if (this.below(5) === 0) marks.push({ type: 'link', attrs: { href: 'https://exemple.fr', title: null } });
    if (this.below(5) === 0) {
      marks.push({ type: 'comment', attrs: { id: `c${String(this.below(3))}` } });
      marks.push({ type: 'comment', attrs: { id: `d${String(this.below(3))}` } });
    }
    return marks.length > 0 ? { marks } : {};
  }
}

it('every edit that the editor’s binding makes passes the gate, alone, late and merged', () => {
  let frames = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const writer = new Writer(seed);
    const [one, two] = [new Y.Doc(), new Y.Doc()];
    const known = new StructIndex('prose');
    const waiting: Uint8Array[] = [];
    for (const doc of [one, two])
      doc.on('update', (update: Uint8Array, origin) => void (origin === 'peer' || waiting.push(update)));
    const sync = (): void => {
      const all = [...waiting.splice(0), Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)];
      for (const update of all) {
        const verdict = judge(update, 'prose', known, author);
        if (verdict.kind === 'new') known.apply(verdict, verdict.placement);
        else expect(verdict.kind).toBe('known');
        frames += 1;
      }
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one), 'peer');
      Y.applyUpdate(one, Y.encodeStateAsUpdate(two), 'peer');
    };
    for (let turn = 0; turn < 12; turn += 1) {
      const doc = writer.below(2) === 0 ? one : two;
      const fragment = doc.getXmlFragment(PROSE_ROOT);
      const meta = { mapping: new Map(), isOMark: new Map() };
      doc.transact(() => updateYFragment(doc, fragment, checkProse(writer.document()), meta));
      if (writer.below(3) === 0) sync();
    }
    sync();
    // Merging, Yjs may delete formats that say nothing any more: this goes round too.
    sync();
    expect(judge(Y.encodeStateAsUpdate(one), 'prose', known, author).kind).toBe('known');
    expect(() => proseFromY(one)).not.toThrow();
  }
  expect(frames).toBeGreaterThan(500);
});
