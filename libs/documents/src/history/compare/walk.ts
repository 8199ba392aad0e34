import type { ProseMark } from '@maroquin/prose';
import * as Y from 'yjs';
import type { Origin, Owner, Replay } from './replay.js';
import type { Attribution, ChangeState } from './union.js';

/** A stretch of text of one fate and one author; places its text among the earlier version's clocks. */
export interface Stretch extends Origin {
  readonly text: string;
  readonly marks: readonly ProseMark[];
  fate: ChangeState;
  by: Attribution | null;
  /** Of an inserted one: it may be words of the earlier version that an editor wrote again. */
  readonly origin: Origin | null;
}

export interface Branch {
  readonly type: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly fate: ChangeState;
  readonly by: Attribution | null;
  readonly children: (Branch | Stretch)[];
}

export const isStretch = (piece: Branch | Stretch): piece is Stretch => 'text' in piece;

/** What the schema knows; anything else an editor would drop. */
export interface Known {
  node(type: string): boolean;
  mark(type: string): boolean;
}

/** Marks that may overlap carry a hash behind their name (y-prosemirror, yattr2markname). */
const HASHED = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

/** Walks both versions at once: what is in neither is left out. */
export class Walk {
  constructor(
    private readonly replay: Replay,
    private readonly known: Known,
  ) {}

  blocks(fragment: Y.XmlFragment): Branch[] {
    return this.childrenOf(fragment).filter((child): child is Branch => !isStretch(child));
  }

  text(type: Y.Text): Stretch[] {
    const stretches: Stretch[] = [];
    const formats = { before: new Map<string, unknown>(), now: new Map<string, unknown>() };
    for (let item = type._start; item !== null; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentFormat) {
        if (this.stoodBefore(item.id)) setFormat(formats.before, content);
        if (!item.deleted) setFormat(formats.now, content);
      } else if (content instanceof Y.ContentString) this.cut(item, content.str, formats, stretches);
    }
    return stretches;
  }

  private childrenOf(parent: Y.XmlFragment): (Branch | Stretch)[] {
    const children: (Branch | Stretch)[] = [];
    for (let item = parent._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType)) continue;
      const { type } = item.content;
      const { fate, by } = this.fateOf(item.id, !item.deleted);
      if (fate === null) continue;
      if (type instanceof Y.XmlText) children.push(...this.text(type));
      else if (type instanceof Y.XmlElement && this.known.node(type.nodeName)) {
        const attrs = this.attributesOf(type._map, fate === 'deleted');
        children.push({ type: type.nodeName, attrs, fate, by, children: this.childrenOf(type) });
      }
    }
    return children;
  }

  /** Cuts a text item where its fate or its author changes. */
  private cut(
    item: Y.Item,
    text: string,
    formats: Record<'before' | 'now', ReadonlyMap<string, unknown>>,
    into: Stretch[],
  ): void {
    const { client, clock } = item.id;
    const end = clock + item.length;
    for (let at = clock; at < end;) {
      const to = this.edgeBehind(client, at, end);
      const { fate, by } = this.fateOf({ client, clock: at }, !item.deleted);
      if (fate !== null) {
        const owner = fate === 'inserted' ? this.replay.owners.find(client, at) : undefined;
        into.push({
          text: text.slice(at - clock, to - clock),
          marks: this.marksOf(fate === 'deleted' ? formats.before : formats.now),
          client,
          clock: at,
          fate,
          by,
          origin: originAt(owner, at),
        });
      }
      at = to;
    }
  }

  private edgeBehind(client: number, at: number, end: number): number {
    const { before, deletedBefore, owners, deleters } = this.replay;
    const known = before.get(client) ?? 0;
    let edge = at < known ? Math.min(end, known) : end;
    for (const ranges of [deletedBefore, owners, deleters]) edge = ranges.nextEdge(client, at, edge);
    return edge;
  }

  private stoodBefore({ client, clock }: Origin): boolean {
    return clock < (this.replay.before.get(client) ?? 0) && !this.replay.deletedBefore.find(client, clock);
  }

  private fateOf(id: Origin, stands: boolean): { fate: ChangeState | null; by: Attribution | null } {
    const stood = this.stoodBefore(id);
    if (stood && stands) return { fate: 'kept', by: null };
    if (stood) return { fate: 'deleted', by: this.replay.deleters.find(id.client, id.clock) ?? null };
    if (!stands) return { fate: null, by: null };
    const owner = this.replay.owners.find(id.client, id.clock);
    return { fate: 'inserted', by: owner === undefined ? null : { personId: owner.personId, at: owner.at } };
  }

  /** Attributes as they are, or, of what is deleted, as they were. */
  private attributesOf(newestOf: ReadonlyMap<string, Y.Item>, before: boolean): Record<string, unknown> {
    const attrs: Record<string, unknown> = {};
    for (const [name, newest] of newestOf) {
      let item: Y.Item | null = newest;
      while (item !== null && !(before ? this.stoodBefore(item.id) : !item.deleted)) {
        item = before ? item.left : null;
      }
      const value: unknown = item?.content.getContent().at(-1);
      if (value !== undefined) attrs[name] = value;
    }
    return attrs;
  }

  private marksOf(formats: ReadonlyMap<string, unknown>): ProseMark[] {
    const marks: ProseMark[] = [];
    for (const [key, value] of formats) {
      const type = HASHED.exec(key)?.[1] ?? key;
      if (!this.known.mark(type)) continue;
      const attrs = typeof value === 'object' && value !== null ? { ...value } : {};
      marks.push(Object.keys(attrs).length === 0 ? { type } : { type, attrs });
    }
    return marks;
  }
}

function setFormat(formats: Map<string, unknown>, { key, value }: Y.ContentFormat): void {
  if (value === null) formats.delete(key);
  else formats.set(key, value);
}

const originAt = (owner: Owner | undefined, clock: number): Origin | null => {
  const origin = owner?.origin ?? null;
  return origin === null ? null : { client: origin.client, clock: origin.clock + clock - origin.at };
};
