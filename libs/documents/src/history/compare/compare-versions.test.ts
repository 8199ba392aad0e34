import { PROSE_ROOT, proseFromY, proseSchema, type ProseNode, proseToYUpdate } from '@maroquin/prose';
import { updateYFragment } from 'y-prosemirror';
import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compareAcross, compareInEpoch } from './compare-versions.js';
import type { JournalledUpdate } from './replay.js';
import type { Comparison } from './union.js';

const MINUTE = 60_000;

/** Writes the content into the shared document as the editor's binding does. */
const write = (doc: Y.Doc, node: Node): void =>
  updateYFragment(doc, doc.getXmlFragment(PROSE_ROOT), node, { mapping: new Map(), isOMark: new Map() });

/** A document that several people edit as the editor does: the new content is written into the shared one. */
class Written {
  readonly updates: JournalledUpdate[] = [];
  private readonly doc = new Y.Doc();
  private minute = 0;

  prose(personId: string, ...blocks: ProseNode[]): this {
    return this.as(personId, (doc) => {
      const node = proseSchema.nodeFromJSON({ type: 'doc', content: blocks });
      doc.transact(() => write(doc, node));
    });
  }

  text(personId: string, work: (text: Y.Text) => void): this {
    return this.as(personId, (doc) => work(doc.getText('text')));
  }

  private as(personId: string, work: (doc: Y.Doc) => void): this {
    const own = new Y.Doc();
    Y.applyUpdate(own, Y.encodeStateAsUpdate(this.doc));
    own.on('update', (update: Uint8Array) => {
      this.updates.push({ personId, at: this.minute * MINUTE, update });
      Y.applyUpdate(this.doc, update);
    });
    work(own);
    this.minute += 10;
    return this;
  }

  /** The changes from the version after `from` acts to the last one. */
  compare(kind: 'prose' | 'text', from: number): Comparison {
    return compareInEpoch(
      kind,
      this.updates.slice(0, from).map(({ update }) => update),
      this.updates.slice(from),
    );
  }

  get bytes(): Uint8Array[] {
    return this.updates.map(({ update }) => update);
  }
}

const p = (text: string): ProseNode => ({
  type: 'paragraph',
  content: text === '' ? [] : [{ type: 'text', text }],
});
const h = (text: string): ProseNode => ({
  type: 'heading',
  attrs: { level: 1 },
  content: [{ type: 'text', text }],
});
const bullets = (...texts: string[]): ProseNode => ({
  type: 'bulletList',
  content: texts.map((text) => ({ type: 'listItem', content: [p(text)] })),
});

/** Each change in words: "+nadia trois". The content is built by the schema, so a wrong position reads wrong words. */
function said({ content, changes }: Comparison): string[] {
  const doc = typeof content === 'string' ? null : proseSchema.nodeFromJSON(content);
  return changes.map(({ kind, personId, from, to }) => {
    const words =
      doc !== null
        ? doc.textBetween(from, to, '|', '#')
        : typeof content === 'string'
          ? content.slice(from, to)
          : '';
    return `${kind === 'insertion' ? '+' : '-'}${personId ?? '?'} ${words}`;
  });
}

describe('two versions of a document', () => {
  it('show what each person put in and took out, where it stands', () => {
    const written = new Written()
      .prose('nadia', p('un calendrier en deux temps'))
      .prose('julien', p('un calendrier en trois temps'))
      .prose('awa', p('un calendrier en trois temps'), p('et rien de plus'));
    const comparison = written.compare('prose', 1);
    expect(said(comparison).sort()).toEqual(['+awa et rien de plus', '+julien trois', '-julien deux'].sort());
    expect(comparison).toMatchObject({ added: 5, removed: 1 });
  });

  it('say nothing of what was put in and taken out in between', () => {
    const written = new Written()
      .prose('nadia', p('un'))
      .prose('julien', p('un brouillon'))
      .prose('awa', p('un'));
    expect(said(written.compare('prose', 1))).toEqual([]);
  });

  it('name the person who deleted first', () => {
    const written = new Written().text('nadia', (text) => text.insert(0, 'abc'));
    written.text('julien', (text) => text.delete(1, 1)).text('awa', (text) => text.insert(0, 'x'));
    expect(said(written.compare('text', 1))).toEqual(['+awa x', '-julien b']);
  });

  it('leave words to whoever wrote them when somebody else splits their paragraph', () => {
    const written = new Written()
      .prose('nadia', p('debut'))
      .prose('julien', p('debut Sur les bâtiments décrits'))
      .prose('awa', p('debut Sur les'), p('bâtiments décrits'));
    expect(said(written.compare('prose', 1)).filter((change) => change.includes('awa'))).toEqual([]);
    expect(said(written.compare('prose', 1)).join()).toContain('+julien');
    expect(said(written.compare('prose', 2)).filter((change) => /[a-zâ]{2}/.test(change.slice(5)))).toEqual(
      [],
    );
  });

  it('do not call a paragraph new that became a title or a list', () => {
    const written = new Written()
      .prose('nadia', p('Calendrier'), p('les écoles'))
      .prose('awa', h('Calendrier'), bullets('les écoles'));
    expect(said(written.compare('prose', 1))).toEqual([]);
  });

  it('show words that were moved in one go as taken out and put in', () => {
    const written = new Written().text('nadia', (text) => text.insert(0, 'un deux trois'));
    written.text('awa', (text) =>
      text.doc?.transact(() => {
        text.delete(0, 3);
        text.insert(10, 'un ');
      }),
    );
    expect(said(written.compare('text', 1)).sort()).toEqual(['+awa un ', '-awa un '].sort());
    const prose = new Written().prose('nadia', p('premier bloc'), p('second bloc'), p('tiers'));
    prose.prose('awa', p('second bloc'), p('tiers'), p('premier bloc'));
    expect(said(prose.compare('prose', 1)).join()).toContain('awa');
  });

  it('show a picture that was taken out', () => {
    const image = { type: 'image', attrs: { src: 'attachment:1', alt: 'plan' } };
    const written = new Written().prose('nadia', p('a'), image, p('b')).prose('awa', p('a'), p('b'));
    const [change] = written.compare('prose', 1).changes;
    expect(change).toMatchObject({ kind: 'deletion', personId: 'awa' });
    expect(said(written.compare('prose', 1))).toEqual(['-awa #']);
  });

  it('keep what was deleted in the look it had', () => {
    const bold = { type: 'text', text: 'gras', marks: [{ type: 'bold' }] };
    const written = new Written()
      .prose('nadia', { type: 'paragraph', content: [{ type: 'text', text: 'mot ' }, bold] })
      .prose('awa', p('mot '));
    const { content } = written.compare('prose', 1);
    expect(JSON.stringify(content)).toContain('"text":"gras","marks":[{"type":"bold"}]');
  });

  it('are the whole text, put in by its writers, against nothing', () => {
    const written = new Written().prose('nadia', p('Bonjour')).prose('awa', p('Bonjour à tous'));
    expect(said(written.compare('prose', 0))).toEqual(['+nadia Bonjour', '+awa  à tous']);
  });

  it('give the later version back when what was deleted is left out', () => {
    const written = new Written()
      .prose('nadia', h('Titre'), p('un'), bullets('a', 'b'))
      .prose('julien', h('Titres'), bullets('a', 'c', 'b'), p('fin'))
      .prose('awa', p('un'), bullets('c', 'b'), p('fin de la note'));
    const { content, changes } = written.compare('prose', 1);
    const doc = new Y.Doc();
    for (const update of written.bytes) Y.applyUpdate(doc, update);
    const union = proseSchema.nodeFromJSON(content);
    let text = '';
    union.descendants((node, pos) => {
      if (!node.isText) return;
      for (let index = 0; index < node.nodeSize; index += 1) {
        const at = pos + index;
        const gone = changes.some(({ kind, from, to }) => kind === 'deletion' && from <= at && at < to);
        if (!gone) text += node.text?.[index] ?? '';
      }
    });
    expect(text).toBe(proseSchema.nodeFromJSON(proseFromY(doc)).textContent);
  });
});

describe('a version that stands on a restored text', () => {
  const restored = (text: string, more?: (doc: Y.Doc) => void) => {
    const update = proseToYUpdate({ type: 'doc', content: [p(text), p('fin')] });
    const base = { personId: 'claire', at: 0, update };
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    const updates: JournalledUpdate[] = [];
    doc.on('update', (bytes: Uint8Array) => updates.push({ personId: 'awa', at: MINUTE, update: bytes }));
    more?.(doc);
    return { base, updates };
  };
  const before = new Written().prose('nadia', p('un calendrier en trois temps'), p('fin')).bytes;

  it('names who restored it for each word that differs', () => {
    const comparison = compareAcross('prose', before, restored('un calendrier en deux temps'));
    expect(said(comparison)).toEqual(['-claire trois', '+claire deux']);
  });

  it('names who wrote on it since, and nobody for what nobody saw being deleted', () => {
    const after = restored('un calendrier en deux temps', (doc) => {
      const node = proseSchema.nodeFromJSON({
        type: 'doc',
        content: [p('un calendrier en deux grands temps'), p('fin')],
      });
      write(doc, node);
    });
    expect(said(compareAcross('prose', before, after))).toEqual(['-? trois', '+claire deux ', '+awa grands']);
  });

  it('works for plain notes', () => {
    const old = new Written().text('nadia', (text) => text.insert(0, 'pain\nlait')).bytes;
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'pain\nbeurre');
    const after = { base: { personId: 'claire', at: 0, update: Y.encodeStateAsUpdate(doc) }, updates: [] };
    const comparison = compareAcross('text', old, after);
    expect(comparison.content).toBe('pain\nlaitbeurre');
    expect(said(comparison)).toEqual(['-claire lait', '+claire beurre']);
  });
});
