import { describe, expect, it } from 'vitest';
import { judge, Leases, StructIndex, type Verdict } from '@maroquin/coediting';
import { type ProseMark, proseFromY, type ProseNode, proseToYUpdate, signChanges } from '@maroquin/prose';
import * as Y from 'yjs';

const NOW = Date.parse('2026-12-01T10:00:00Z');
const DAY = 24 * 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const suggestion = (author: string, more: Partial<Record<'id' | 'date', string>> = {}): ProseMark => ({
  type: 'insertion',
  attrs: { id: 'c1', author, date: iso(NOW), ...more },
});
const noteWith = (...marks: ProseMark[]): ProseNode => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Avis favorable', marks }] }],
});

/** A document as the gate knows it. */
class Gated {
  readonly known = new StructIndex('prose');
  private readonly leases = new Leases();

  send(update: Uint8Array, personId: string): Verdict {
    const verdict = judge(update, 'prose', this.known, { leases: this.leases, personId, at: NOW });
    if (verdict.kind === 'new') this.known.apply(verdict, verdict.placement);
    return verdict;
  }

  sendNote(note: ProseNode, personId: string): string {
    const verdict = this.send(proseToYUpdate(note), personId);
    return verdict.kind === 'refused' ? verdict.code : verdict.kind;
  }
}

describe('a suggestion that comes to a document', () => {
  it('is taken when who sends it signed it, today or after a month without a connection', () => {
    expect(new Gated().sendNote(noteWith(suggestion('anne')), 'anne')).toBe('new');
    const late = suggestion('anne', { date: iso(NOW - 30 * DAY) });
    expect(new Gated().sendNote(noteWith(late), 'anne')).toBe('new');
  });

  it('is refused in another’s name, and in that of a person of an imported file', () => {
    for (const author of ['bob', '', 'external:Anne Roux'])
      expect(new Gated().sendNote(noteWith(suggestion(author)), 'anne')).toBe('change-author');
  });

  it('is refused with a time at which it cannot have been made', () => {
    const dates = [
      '',
      'hier',
      '2026-12-01',
      iso(NOW + DAY),
      iso(NOW - 60 * DAY),
      '2026-12-01T10:00:00+05:00',
    ];
    for (const date of dates)
      expect([date, new Gated().sendNote(noteWith(suggestion('anne', { date })), 'anne')]).toEqual([
        date,
        'change-date',
      ]);
  });

  it('is refused with the id of another’s change, whatever it says of itself', () => {
    const document = new Gated();
    document.sendNote(noteWith(suggestion('bob')), 'bob');
    expect(document.sendNote(noteWith(suggestion('anne')), 'anne')).toBe('change-id-reused');
    const twice = [suggestion('anne', { id: 'x' }), suggestion('anne', { id: 'x', date: iso(NOW - 1000) })];
    expect(document.sendNote(noteWith(...twice), 'anne')).toBe('change-id-reused');
  });

  it('is refused on a paragraph’s end, a table or a picture as on words', () => {
    const change = { kind: 'ins', id: 'c2', author: 'bob', date: iso(NOW) };
    const nodes: ProseNode[] = [
      { type: 'paragraph', attrs: { breakChange: change } },
      { type: 'horizontalRule', attrs: { blockChange: change } },
      { type: 'paragraph', content: [{ type: 'hardBreak', attrs: { blockChange: change } }] },
    ];
    for (const node of nodes)
      expect(new Gated().sendNote({ type: 'doc', content: [node] }, 'anne')).toBe('change-author');
  });

  it('of a colleague is copied by whoever divides its paragraph, also after the document was loaded again', () => {
    const loaded = new Gated();
    // What the journal holds was accepted before.
    const first = new Gated().send(proseToYUpdate(noteWith(suggestion('bob'))), 'bob');
    if (first.kind !== 'new') throw new Error('not taken');
    loaded.known.apply(first);
    const copied = proseToYUpdate(noteWith(suggestion('bob')), { clientId: 9 });
    expect(loaded.send(copied, 'anne').kind).toBe('new');
    expect(new Gated().send(copied, 'anne').kind).toBe('refused');
  });

  it('goes with a copy of the document once whoever makes it has signed it', () => {
    const copy = new Y.Doc();
    const note = noteWith(suggestion('bob'));
    note.content?.push({
      type: 'paragraph',
      attrs: { breakChange: { kind: 'del', id: 'c1', author: 'external:X', date: '' } },
    });
    Y.applyUpdate(copy, proseToYUpdate(note));
    expect(new Gated().send(Y.encodeStateAsUpdate(copy), 'anne').kind).toBe('refused');
    signChanges(copy, { author: 'anne', date: iso(NOW) });
    expect(new Gated().send(Y.encodeStateAsUpdate(copy), 'anne').kind).toBe('new');
    expect(JSON.stringify(proseFromY(copy))).not.toContain('external');
  });
});
