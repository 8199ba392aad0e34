import { judge, StructIndex, Leases } from '@maroquin/coediting';
import { describe, expect, it } from 'vitest';
import {
  applyUpdate,
  decodeUpdate,
  Doc,
  encodeStateAsUpdate,
  Item,
  UndoManager,
  XmlElement,
  XmlText,
  type XmlFragment,
} from 'yjs';

import { settleRedoneItems } from './redone-items.js';

interface Outcome {
  /** Items that were sent with one neighbour named as both. */
  readonly impossible: number;
  /** What the server's gate said to the changes. */
  readonly verdicts: ReadonlySet<string>;
  readonly texts: readonly string[];
}

/** People who write in paragraphs, take whole ones away, undo and redo, now and then apart. Seeded. */
function writeAndUndo(seed: number, settled: boolean): Outcome {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  let impossible = 0;
  const verdicts = new Set<string>();
  const known = new StructIndex('prose');
  const leases = new Leases();
  const people = [1, 2].map((clientID) => {
    const doc = new Doc();
    doc.clientID = clientID;
    if (settled) settleRedoneItems(doc);
    const text = doc.getXmlFragment('prose');
    const unsent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'network') return;
      unsent.push(update);
      const verdict = judge(update, 'prose', known, { leases, personId: String(clientID) });
      verdicts.add(verdict.kind === 'refused' ? verdict.code : verdict.kind);
      if (verdict.kind === 'new') known.apply(verdict, verdict.placement);
      impossible += decodeUpdate(update).structs.filter(isImpossible).length;
    });
    return { doc, text, unsent, undo: new UndoManager(text, { captureTimeout: 1_000_000 }) };
  });
  const exchange = (): void => {
    for (const { unsent, doc } of people) {
      for (const update of unsent.splice(0))
        for (const other of people) if (other.doc !== doc) applyUpdate(other.doc, update, 'network');
    }
  };
  for (let turn = 0; turn < 120; turn += 1) {
    for (const { text, undo } of people) {
      const act = below(6);
      if (act === 0) undo.undo();
      else if (act === 1) undo.redo();
      else edit(text, below);
      if (below(3) === 0) undo.stopCapturing();
    }
    if (below(3) === 0) exchange();
  }
  exchange();
  const fresh = new Doc();
  for (const { doc } of people) applyUpdate(fresh, encodeStateAsUpdate(doc));
  return {
    impossible,
    verdicts,
    texts: [...people.map(({ text }) => text.toJSON()), fresh.getXmlFragment('prose').toJSON()],
  };
}

const isImpossible = (struct: unknown): boolean =>
  struct instanceof Item &&
  struct.origin !== null &&
  struct.rightOrigin !== null &&
  struct.origin.client === struct.rightOrigin.client &&
  struct.origin.clock === struct.rightOrigin.clock;

function edit(fragment: XmlFragment, below: (limit: number) => number): void {
  const at = below(fragment.length + 1);
  const block = fragment.length === at ? null : fragment.get(at);
  const text = block instanceof XmlElement ? block.get(0) : null;
  if (!(text instanceof XmlText) || below(12) === 0) {
    const paragraph = new XmlElement('paragraph');
    paragraph.insert(0, [new XmlText('bonjour')]);
    return fragment.insert(at, [paragraph]);
  }
  const act = below(8);
  const place = below(text.length + 1);
  if (act === 0) fragment.delete(at, 1);
  else if (act < 5) text.insert(place, 'abc'.slice(0, 1 + below(3)));
  else if (act === 5 && text.length > place) text.format(place, text.length - place, { bold: {} });
  else if (text.length > place) text.delete(place, Math.min(3, text.length - place));
}

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

describe('what undo and redo bring back', () => {
  it('is sent between two neighbours, where Yjs alone names one and the same twice', () => {
    const sent = (settled: boolean): number =>
      SEEDS.reduce((sum, seed) => sum + writeAndUndo(seed, settled).impossible, 0);
    expect(sent(false)).toBeGreaterThan(0);
    expect(sent(true)).toBe(0);
  });

  it('is welcome to the server', () => {
    const verdicts = new Set(SEEDS.flatMap((seed) => [...writeAndUndo(seed, true).verdicts]));
    expect([...verdicts].filter((verdict) => verdict !== 'new' && verdict !== 'known')).toEqual([]);
  });

  it('stands in the same place for everybody', () => {
    for (const seed of SEEDS) expect(new Set(writeAndUndo(seed, true).texts).size, String(seed)).toBe(1);
  });
});
