import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { Random } from '../../faults/random.js';
import { bombHazards } from './catalogue-bombs.js';
import { formHazards, honestInsert } from './catalogue-form.js';
import { presenceHazards } from './catalogue-presence.js';
import { proseHazards } from './catalogue-prose.js';
import { structureHazards } from './catalogue-structure.js';
import { Grammar } from './grammar.js';
import { updates, type Hazard } from './hazard.js';
import { mutate } from './mutate.js';
import { ATTACKER, rootOf, victimDoc, type Kind } from './victim.js';

/** The known hazards, each once, in an order that never changes. */
export function catalogue(): Hazard[] {
  return distinct([...smallHazards(), ...bombHazards()]);
}

/** Those of the catalogue that are a few kilobytes at most. */
export function smallHazards(): Hazard[] {
  return [...formHazards(), ...structureHazards(), ...proseHazards(), ...presenceHazards()];
}

/** Updates made by the grammar of the encoding; the same for the same seed. */
export function* grammarInputs(seed: number, count: number): Generator<Hazard> {
  for (let index = 0; index < count; index += 1) {
    const kind: Kind = index % 3 === 0 ? 'text' : 'prose';
    const made = new Grammar(kind, new Random(seed * 1_000_003 + index)).update();
    yield updates(
      `${kind}-grammar-${String(seed)}-${String(index)}`,
      kind,
      'made by the grammar',
      made,
      'grammar',
    );
  }
}

/** Honest updates of a writer beside the colleague, mutated; the same for the same seed. */
export function* mutationInputs(seed: number, count: number): Generator<Hazard> {
  const honest = { text: honestUpdates('text'), prose: honestUpdates('prose') };
  for (let index = 0; index < count; index += 1) {
    const kind: Kind = index % 2 === 0 ? 'text' : 'prose';
    const random = new Random(seed * 2_000_003 + index);
    const update = random.pick(honest[kind]) ?? honestInsert(kind);
    const mutated = mutate(update, random, honest[kind]);
    if (deletesWhatIs(mutated)) continue;
    yield updates(
      `${kind}-mutation-${String(seed)}-${String(index)}`,
      kind,
      'an honest update, mutated',
      mutated,
      'mutation',
    );
  }
}

/** What a writer sends while working beside the colleague: each as a first update of the attacker to the victim. */
function honestUpdates(kind: Kind): Uint8Array[] {
  return Array.from({ length: 12 }, (_, turn) => {
    const doc = victimDoc(kind, ATTACKER);
    const before = Y.encodeStateVector(doc);
    const root = rootOf(doc, kind);
    for (let step = 0; step <= turn % 4; step += 1) {
      if (root instanceof Y.Text) {
        root.insert((turn * 7 + step * 3) % root.length, 'mot '.repeat(1 + (turn % 3)));
        if (turn % 5 === 4) root.format(2, 6, { bold: true });
      } else edit(root, turn, step);
    }
    if (root instanceof Y.Text && turn % 3 === 2) root.delete(root.length - 1, 1);
    return Y.encodeStateAsUpdate(doc, before);
  });
}

function edit(root: Y.XmlFragment, turn: number, step: number): void {
  const made = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('un mot');
  made.insert(0, [text]);
  root.insert((turn + step) % root.length, [made]);
  if (turn % 3 === 1) text.format(0, 2, { bold: {} });
  if (turn % 4 === 2) text.insert(2, ' de plus', { italic: {} });
}

/** A mutation may hit upon a lawful deletion of the colleague's text, which is no hazard. */
function deletesWhatIs(update: Uint8Array): boolean {
  try {
    return [...Y.decodeUpdate(update).ds.clients.keys()].some((client) => client < ATTACKER);
  } catch {
    return false;
  }
}

function distinct(hazards: readonly Hazard[]): Hazard[] {
  const seen = new Set<string>();
  return hazards.filter(({ kind, frames }) => {
    const hash = createHash('sha256').update(kind);
    for (const { as, bytes } of frames) hash.update(as).update(bytes);
    const key = hash.digest('base64');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
