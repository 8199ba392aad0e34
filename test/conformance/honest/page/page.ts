import { applyUpdate, diffUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { ProseTab } from './prose-tab.js';
import { Dice } from './random.js';
import { TextTab } from './text-tab.js';

/** One frame as its tab sends it. `step2`: what a tab that comes back sends, else an update. */
interface Sent {
  readonly tab: number;
  readonly step2: boolean;
  readonly update: Uint8Array;
}

interface Tab {
  readonly editor: ProseTab | TextTab;
  /** Whose tab it is; two tabs are one person's. */
  readonly person: number;
  readonly id: number;
  online: boolean;
  /** What the others sent and this one has not read yet. */
  readonly inbox: Uint8Array[];
}

export interface Round {
  /** Base64 of all frames behind each other; `index` says where each begins and who sent it. */
  readonly bytes: string;
  readonly index: readonly { tab: number; person: number; step2: boolean; length: number }[];
  /** The document at the end, to be compared with what the server stored (V1, base64). */
  readonly whole: string;
}

const PEOPLE = [0, 0, 1];
const REMOTE = Symbol('remote');

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Three tabs of two people in one document: typing, being offline, closing with unsent work, coming back. */
class Desk {
  readonly sent: Sent[] = [];
  readonly persons: number[] = [];
  private readonly server = new Doc();
  private readonly dice: Dice;
  private readonly tabs: Tab[] = [];

  constructor(
    private readonly kind: 'prose' | 'text',
    seed: number,
  ) {
    this.dice = new Dice(seed);
    for (const person of PEOPLE) this.tabs.push(this.open(person));
  }

  work(frames: number): void {
    while (this.sent.length < frames) {
      const tab = this.dice.pick(this.tabs);
      tab.editor.act();
      if (this.dice.chance(0.3)) this.read(this.dice.pick(this.tabs));
      if (this.dice.chance(0.01)) this.turnOver(this.dice.pick(this.tabs));
    }
    for (const tab of this.tabs) if (!tab.online) this.comeBack(tab);
    for (const tab of this.tabs) this.read(tab);
    for (const tab of this.tabs) this.read(tab);
  }

  end(): Uint8Array {
    for (const { editor } of this.tabs) editor.close();
    return encodeStateAsUpdate(this.server);
  }

  private open(person: number): Tab {
    const editor = this.kind === 'prose' ? new ProseTab(this.dice) : new TextTab(this.dice);
    const tab: Tab = { editor, person, id: this.persons.length, online: true, inbox: [] };
    this.persons.push(person);
    applyUpdate(editor.doc, encodeStateAsUpdate(this.server), REMOTE);
    editor.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE && tab.online) this.send(tab, update, false);
    });
    return tab;
  }

  private send(tab: Tab, update: Uint8Array, step2: boolean): void {
    this.sent.push({ tab: tab.id, step2, update });
    applyUpdate(this.server, update);
    for (const other of this.tabs) if (other !== tab) other.inbox.push(update);
  }

  private read(tab: Tab): void {
    if (!tab.online) return;
    for (const update of tab.inbox.splice(0)) applyUpdate(tab.editor.doc, update, REMOTE);
  }

  private turnOver(tab: Tab): void {
    if (tab.online) {
      tab.online = false;
      return;
    }
    if (this.dice.chance(0.3)) return this.replace(tab);
    this.comeBack(tab);
  }

  /** As the client does: first what the others wrote, then in one frame what is its own, with what Yjs tidied meanwhile. */
  private comeBack(tab: Tab): void {
    const { doc } = tab.editor;
    tab.inbox.length = 0;
    applyUpdate(doc, encodeStateAsUpdate(this.server, encodeStateVector(doc)), REMOTE);
    const missing = encodeStateAsUpdate(doc, encodeStateVector(this.server));
    tab.online = true;
    this.send(tab, missing, true);
  }

  /** The tab is closed with what it has not sent; the same person's next one finds that in the outbox and sends it. */
  private replace(tab: Tab): void {
    const unsent = diffUpdate(encodeStateAsUpdate(tab.editor.doc), encodeStateVector(this.server));
    tab.editor.close();
    const next = this.open(tab.person);
    this.tabs[this.tabs.indexOf(tab)] = next;
    next.online = false;
    applyUpdate(next.editor.doc, unsent, REMOTE);
    this.comeBack(next);
  }
}

/** What the runner calls in the page. */
export function round(kind: 'prose' | 'text', seed: number, frames: number): Round {
  const desk = new Desk(kind, seed);
  desk.work(frames);
  const whole = base64(desk.end());
  const all = new Uint8Array(desk.sent.reduce((sum, { update }) => sum + update.length, 0));
  let at = 0;
  const index = desk.sent.map(({ tab, step2, update }) => {
    all.set(update, at);
    at += update.length;
    return { tab, person: desk.persons[tab] ?? 0, step2, length: update.length };
  });
  return { bytes: base64(all), index, whole };
}
