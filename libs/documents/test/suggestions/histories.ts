import { judge, Leases, StructIndex } from '@maroquin/coediting';
import { listChanges, type PendingChange, proseFromY, proseToYUpdate } from '@maroquin/prose';
import { splitBlock } from '@tiptap/pm/commands';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { SuggestionReader } from '../../src/suggestions/suggestion-reader.js';
import { Replica } from './replica.js';
import { Seeded } from './seeded.js';

const FIRST_LETTER = 0x4e00;
const START = Date.parse('2026-12-01T10:00:00Z');
const note = proseToYUpdate(
  {
    type: 'doc',
    content: ['Avis favorable du comité de suivi.', 'Deux réserves restent à lever.', 'Fin.'].map((text) => ({
      type: 'paragraph',
      content: [{ type: 'text', text }],
    })),
  },
  { clientId: 1 },
);

/** The server as it judges frames: the gate, and of whoever may only suggest the text as well. */
class Server {
  readonly committed: Uint8Array[] = [note];
  readonly known = new StructIndex('prose');
  private readonly leases = new Leases();
  private readonly reader = new SuggestionReader();

  constructor() {
    this.known.apply({ update: note, walked: this.walkedOf(note) });
  }

  /** @returns null when it is committed, else the rule that it broke */
  take(update: Uint8Array, personId: string, maySuggestOnly: boolean): string | null {
    const verdict = judge(update, 'prose', this.known, {
      ...{ leases: this.leases, personId, at: START },
    });
    if (verdict.kind === 'known') return null;
    if (verdict.kind !== 'new') return verdict.kind === 'refused' ? verdict.code : verdict.kind;
    if (maySuggestOnly && !this.keepsText(verdict.update, personId)) return 'text';
    this.known.apply(verdict, verdict.placement);
    this.leases.apply(verdict.walked, personId);
    this.committed.push(verdict.update);
    return null;
  }

  private keepsText(update: Uint8Array, author: string): boolean {
    return this.reader.read({ key: 'note', update, author, content: this.committed }) === true;
  }

  private walkedOf(update: Uint8Array): Parameters<StructIndex['apply']>[0]['walked'] {
    const verdict = judge(update, 'prose', new StructIndex('prose'), {
      leases: new Leases(),
      personId: 'import',
    });
    if (verdict.kind !== 'new') throw new Error('the note does not pass');
    return verdict.walked;
  }
}

interface Person {
  replica: Replica;
  readonly id: string;
  readonly role: 'writes' | 'suggests' | 'decides';
  isOnline: boolean;
  /** How far it has read what is committed. */
  seen: number;
}

export interface HistoryReport {
  /** What went wrong; empty: nothing. */
  readonly faults: readonly string[];
  readonly acts: number;
  readonly settled: number;
  /** Frames of whoever may only suggest that came too late for what they change. */
  readonly refused: number;
}

/** One random history of three people in one document, the third deciding what the second suggests. */
export class History {
  private readonly random: Seeded;
  private readonly server = new Server();
  private readonly people: readonly Person[];
  private readonly faults: string[] = [];
  /** Words that somebody saw go by what they did themselves. */
  private readonly removed = new Set<string>();
  /** Words that were written, not suggested. */
  private readonly written = new Set<string>();
  /** Suggested words that were refused and not accepted since. */
  private readonly rejected = new Set<string>();
  private clients = 10;
  private words = 0;
  private acts = 0;
  private settled = 0;
  private refused = 0;

  /** `structure`: paragraphs are divided too, which y-prosemirror writes by copying; then no loss is looked for. */
  constructor(
    private readonly seed: number,
    private readonly structure: boolean,
  ) {
    this.random = new Seeded(seed * 7919);
    const roles = ['writes', 'suggests', 'decides'] as const;
    this.people = roles.map((role) => ({
      ...{ id: role, role, isOnline: true, seen: this.server.committed.length },
      replica: this.newReplica(role),
    }));
  }

  run(turns: number): HistoryReport {
    for (let turn = 0; turn < turns; turn += 1) {
      const person = this.random.pick(this.people);
      if (person === undefined) continue;
      if (this.random.below(8) === 0) person.isOnline = !person.isOnline;
      this.act(person);
      if (person.isOnline) this.sync(person);
    }
    // Tidying up after what arrived last is sent too.
    for (let round = 0; round < 8; round += 1) for (const person of this.people) this.sync(person);
    this.compare();
    const { faults, acts, settled, refused } = this;
    return { faults, acts, settled, refused };
  }

  private newReplica(personId: string): Replica {
    this.clients += 1;
    return new Replica(personId, this.clients, this.server.committed);
  }

  private act(person: Person): void {
    const before = countsIn(person.replica.words());
    const state = person.replica.state();
    person.replica.begin();
    if (this.random.below(9) === 0) person.replica.undo();
    else if (person.role === 'decides' && this.random.below(3) > 0)
      this.settle(person, listChanges(state.doc));
    else this.edit(person, state);
    this.acts += 1;
    const after = countsIn(person.replica.words());
    // Two who each take one of two copies away see the other one stay.
    for (const [word, count] of before) if ((after.get(word) ?? 0) < count) this.removed.add(word);
  }

  private settle({ replica }: Person, changes: readonly PendingChange[]): void {
    const one = this.random.pick(changes);
    if (one === undefined) return;
    const verdict = this.random.below(2) === 0 ? 'accept' : 'reject';
    const meant = this.random.below(6) === 0 ? changes : [one];
    replica.settle(verdict, ({ author, id }) =>
      meant.some((change) => change.author === author && change.ids.includes(id)),
    );
    this.settled += 1;
    for (const { parts } of meant)
      for (const { kind, text } of parts)
        if (kind === 'ins')
          for (const word of wordsIn(text))
            if (verdict === 'reject') this.rejected.add(word);
            else this.rejected.delete(word);
  }

  private edit({ replica, role }: Person, state: EditorState): void {
    const tr = this.randomEdit(state, role === 'suggests' ? 's' : 'w');
    if (tr === null) return;
    if (role !== 'suggests') return replica.write(tr);
    this.words += 1;
    replica.suggest(tr, state, { id: `c${String(this.words)}`, date: new Date(START).toISOString() });
  }

  private randomEdit(state: EditorState, kind: 's' | 'w'): Transaction | null {
    const [from, to] = this.range(state);
    const act = this.random.below(this.structure ? 5 : 4);
    if (act === 4) {
      let made = null as Transaction | null;
      const at = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from)));
      splitBlock(at, (tr) => (made = tr));
      return made;
    }
    if (act === 3 && to > from) return state.tr.delete(from, to);
    this.words += 1;
    // A letter that nobody else writes: y-prosemirror finds by comparing what was typed, and takes neighbours that are
    // alike for one another; in the browser the caret says which it was (writeExactly).
    const word = String.fromCharCode(FIRST_LETTER + this.words);
    if (kind === 'w') this.written.add(word);
    return state.tr.insertText(word, from, act === 2 ? to : from);
  }

  /** Within one paragraph. */
  private range({ doc }: EditorState): [number, number] {
    const blocks: [number, number][] = [];
    doc.descendants((node, pos) => {
      if (node.isTextblock) blocks.push([pos + 1, node.content.size]);
      return !node.isTextblock;
    });
    const [start, size] = this.random.pick(blocks) ?? [1, 0];
    const from = start + this.random.below(size + 1);
    return [from, Math.min(start + size, from + this.random.below(10))];
  }

  private sync(person: Person): void {
    const { replica, id, role } = person;
    for (const update of replica.outbox.splice(0)) {
      const rule = this.server.take(update, id, role === 'suggests');
      if (rule === null) continue;
      if (role !== 'suggests' || rule !== 'text') this.faults.push(`${id} was refused: ${rule}`);
      // The editor sets the work aside and begins with what the server has.
      this.refused += 1;
      for (const word of wordsIn(replica.words())) this.removed.add(word);
      person.replica = this.newReplica(id);
      person.seen = this.server.committed.length;
      return;
    }
    for (const update of this.server.committed.slice(person.seen)) replica.receive(update);
    person.seen = this.server.committed.length;
  }

  private compare(): void {
    const fresh = new Y.Doc();
    for (const update of this.server.committed) Y.applyUpdate(fresh, update);
    const text = JSON.stringify(proseFromY(fresh));
    for (const { replica, id } of this.people) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(replica.doc));
      if (JSON.stringify(proseFromY(copy)) !== text) this.faults.push(`the copy of ${id} is another`);
    }
    const last = this.newReplica('last');
    const all = wordsIn(last.words());
    last.settle('reject', () => true);
    const kept = wordsIn(last.words());
    for (const word of this.rejected)
      if (kept.has(word)) this.faults.push(`${word} was refused and is there`);
    if (this.structure) return;
    for (const word of this.written)
      if (!all.has(word) && !this.removed.has(word)) this.faults.push(`${word} is lost`);
  }
}

const wordsIn = (text: string): Set<string> => new Set(countsIn(text).keys());

function countsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/[\u4e00-\u9fff]/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
