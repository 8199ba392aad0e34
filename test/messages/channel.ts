import type { FeedChangeEvent, FeedEntryEvent, Messages, MessageView } from '@maroquin/contracts';
import {
  applyAct,
  type MessageAct,
  type Names,
  toChange,
  toMessageView,
  type VersionedState,
} from '@maroquin/messaging';
import { DomainError } from '@maroquin/platform/errors';
import type { FeedEntry } from '@maroquin/platform/feeds';
import type { Act } from './plain-model.js';

const ORG = '01900000-0000-7000-8000-000000000000';
export const CHANNEL = 'channel';
const AT = new Date('2026-11-24T09:00:00Z');

interface Written {
  readonly entry: FeedEntry;
  readonly text: string;
  readonly quote: number | undefined;
}

/**
 * One conversation as the database holds it: entries of messages, states, and the feed of what changed. What an act leads
 * to and what is shown of it are the service's own functions.
 */
export class Channel {
  private readonly written: Written[] = [];
  private readonly states = new Map<number, VersionedState>();
  /** Numbers of messages, one for each change. */
  private readonly changed: number[] = [];

  constructor(
    private readonly manager: string,
    private readonly names: Names,
  ) {}

  get head(): number {
    return this.written.length;
  }
  get changes(): number {
    return this.changed.length;
  }

  act(by: string, act: Act): void {
    if (act.kind === 'send') this.send(by, act.text, act.quote);
    else if (this.written[act.seq - 1] !== undefined) this.change(by, act);
  }

  private send(by: string, text: string, quote: number | undefined): void {
    const seq = this.head + 1;
    const entry = {
      ...{ orgId: ORG, feed: CHANNEL, first: seq, last: seq, kind: 'message', at: AT, actorId: by },
      ...{ clientId: `client-${String(seq)}`, payload: Buffer.alloc(0), erased: false },
    } as unknown as FeedEntry;
    this.written.push({ entry, text, quote });
  }

  private change(by: string, act: Exclude<Act, { kind: 'send' }>): void {
    const at = this.written[act.seq - 1];
    if (at === undefined) return;
    const before = this.states.get(act.seq) ?? { version: 0, state: {} };
    const asked = this.toAct(act, before);
    const facts = {
      ...{ by, at: AT, authorId: at.entry.actorId, text: at.text, moderates: by === this.manager },
      ...{ pinsAreFull: false, callsMany: false },
    };
    try {
      const state = applyAct(before.state, asked, facts);
      if (state === before.state) return;
      this.states.set(act.seq, { version: before.version + 1, state });
      const erased = state.deleted !== undefined;
      const text = erased ? '' : (state.text ?? at.text);
      this.written[act.seq - 1] = { ...at, text, entry: { ...at.entry, erased } };
      this.changed.push(act.seq);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private toAct(act: Exclude<Act, { kind: 'send' }>, { state }: VersionedState): MessageAct {
    if (act.kind === 'edit') return { kind: 'edit', text: act.text, mentions: [] };
    if (act.kind !== 'reply') return act;
    const replies = (state.thread?.replies ?? 0) + 1;
    return { kind: 'reply', threadId: `thread-${String(act.seq)}`, replies, lastAt: AT.toISOString() };
  }

  /** Numbers of the messages that a page begins and ends with. */
  range({ after, before, limit }: { after?: number; before?: number; limit: number }): [number, number] {
    if (after !== undefined) return [after + 1, Math.min(after + limit, this.head)];
    const last = before === undefined ? this.head : before - 1;
    return [Math.max(1, last - limit + 1), last];
  }

  entries([first, last]: readonly [number, number]): readonly Written[] {
    return this.written.slice(first - 1, last);
  }

  /** Read behind the entries, as the service does. */
  page(
    entries: readonly Written[],
    { changes, isUp }: { readonly changes: number; readonly isUp: boolean },
  ): Messages {
    const items = entries.map((one) => this.view(one, this.states.get(one.entry.last)));
    const [first, last] = [items[0]?.seq, items.at(-1)?.seq];
    const next = isUp
      ? last !== undefined && last < this.head
        ? last
        : null
      : first !== undefined && first > 1
        ? first
        : null;
    return { items, next, changes };
  }

  all(): readonly MessageView[] {
    return this.page(this.written, { changes: 0, isUp: true }).items;
  }

  entryEvent(seq: number): FeedEntryEvent | null {
    const at = this.written[seq - 1];
    return at === undefined
      ? null
      : { feed: CHANNEL, seq, kind: 'message', message: this.view(at, undefined) };
  }

  /** It carries the state that the message has by then. */
  changeEvent(seq: number): FeedChangeEvent | null {
    const message = this.changed[seq - 1];
    const reached = message === undefined ? undefined : this.states.get(message);
    if (message === undefined || reached === undefined) return null;
    return { feed: CHANNEL, seq, change: toChange(message, reached, this.names) };
  }

  private view({ entry, text, quote }: Written, state: VersionedState | undefined): MessageView {
    const payload = { id: `message-${String(entry.last)}`, text, ...(quote !== undefined && { quote }) };
    return toMessageView(entry, payload, this.names, state);
  }
}
