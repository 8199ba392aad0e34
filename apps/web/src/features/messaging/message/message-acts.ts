import { createContext, use } from 'react';
import {
  type ChannelView,
  type MessageChange,
  messageChangeSchema,
  type MessageEdits,
  messageEditsSchema,
  messagesSchema,
  type MessageView,
  type ReactionSign,
} from '@maroquin/contracts';
import { listWhole, request } from '../../../api/index.js';
import { type Translate } from '../../../i18n/index.js';
import { reportFailure, Store, toast } from '../../../ui/index.js';

/** Time to take a deletion back: as long as its toast stays. */
const UNDO_MS = 8_000;

/** What one does with the messages of one channel. */
export class MessageActs {
  /** The message that is being edited here. */
  readonly editing = new Store<number | null>(null);
  /** Deleted here, and not yet on the server: it can still be taken back. */
  readonly leaving = new Store<ReadonlyMap<number, ReturnType<typeof setTimeout>>>(new Map());

  /** The message that the next one answers. */
  readonly quoting = new Store<MessageView | null>(null);

  /** Opens the thread of a message; null: threads have none of their own. */
  openThread: ((seq: number) => void) | null = null;

  constructor(
    readonly channel: Pick<ChannelView, 'id' | 'canPost' | 'canOpen'>,
    readonly myId: string,
    private readonly onChange: (change: MessageChange) => void,
    /** Among those that are shown. */
    readonly find: (seq: number) => MessageView | undefined,
    private readonly t: Translate,
  ) {}

  isMine = ({ author }: MessageView): boolean => author?.id === this.myId;
  mayDelete = (message: MessageView): boolean =>
    this.channel.canPost && (this.isMine(message) || this.channel.canOpen);
  mayEdit = (message: MessageView): boolean =>
    this.channel.canPost && this.isMine(message) && message.event === undefined;

  /** Rejects when it was not taken: the words stay in the field. */
  async edit(seq: number, text: string): Promise<void> {
    await this.apply(request('PATCH', this.path(seq), { schema: messageChangeSchema, body: { text } }));
  }

  react(message: MessageView, sign: ReactionSign): void {
    const on = !this.reacted(message, sign);
    const options = { schema: messageChangeSchema, body: { sign, on } };
    this.apply(request('PUT', `${this.path(message.seq)}/reactions`, options)).catch(reportFailure);
  }

  reacted = (message: MessageView, sign: ReactionSign): boolean =>
    message.reactions?.some(
      ({ sign: of, people, others = [] }) =>
        of === sign && (people.some(({ id }) => id === this.myId) || others.includes(this.myId)),
    ) ?? false;

  /** Kept at hand, in a list of one's own. */
  save({ seq }: MessageView): void {
    const set = (on: boolean): Promise<unknown> =>
      request('PUT', `${this.path(seq)}/saved`, { body: { on } });
    set(true)
      .then(() => toast({ text: this.t('message.saved'), undo: () => void set(false).catch(reportFailure) }))
      .catch(reportFailure);
  }

  /** This message, and what comes behind it, counts as unread until one reads on. */
  markUnread({ seq }: MessageView): void {
    this.onUnread(seq - 1);
    request('PUT', `/channels/${this.channel.id}/read`, { body: { seq: seq - 1, back: true } })
      .then(() => toast({ text: this.t('message.markedUnread') }))
      .catch(reportFailure);
  }
  /** What is shown here must not say at once that it was read. */
  onUnread: (seq: number) => void = () => undefined;

  pin({ seq }: MessageView, on: boolean): void {
    this.apply(request('PUT', `${this.path(seq)}/pin`, { schema: messageChangeSchema, body: { on } }))
      .then(() => toast({ text: this.t(on ? 'message.pinned' : 'message.unpinned') }))
      .catch(reportFailure);
  }

  /** Gone from the page at once, from the server a moment later: until then it can be taken back. */
  remove({ seq }: MessageView): void {
    const timer = setTimeout(() => this.removeNow(seq), UNDO_MS);
    this.setLeaving(seq, timer);
    toast({ text: this.t('message.deleted'), undo: () => this.keep(seq) });
  }

  /** Whoever leaves the page has made up their mind. */
  readonly leave = (): void => {
    for (const seq of [...this.leaving.get().keys()]) this.removeNow(seq, true);
  };

  /** One that is not among those that are shown. */
  async read(seq: number): Promise<MessageView | null> {
    const { items } = await request('GET', `/channels/${this.channel.id}/messages`, {
      schema: messagesSchema,
      query: { before: seq + 1, limit: 1 },
    });
    return items[0] ?? null;
  }

  /** What it said before. */
  async edits(seq: number): Promise<Pick<MessageEdits, 'items'>> {
    return { items: await listWhole(`${this.path(seq)}/edits`, { schema: messageEditsSchema }) };
  }

  private keep(seq: number): void {
    clearTimeout(this.leaving.get().get(seq));
    this.setLeaving(seq, null);
  }

  private removeNow(seq: number, keepalive = false): void {
    clearTimeout(this.leaving.get().get(seq));
    this.apply(request('DELETE', this.path(seq), { schema: messageChangeSchema, keepalive }))
      .catch(reportFailure)
      .finally(() => this.setLeaving(seq, null));
  }

  private setLeaving(seq: number, timer: ReturnType<typeof setTimeout> | null): void {
    const leaving = new Map(this.leaving.get());
    if (timer === null) leaving.delete(seq);
    else leaving.set(seq, timer);
    this.leaving.set(leaving);
  }

  private async apply(asked: Promise<MessageChange>): Promise<void> {
    this.onChange(await asked);
  }

  private path(seq: number): `/channels/${string}/messages/${string}` {
    return `/channels/${this.channel.id}/messages/${String(seq)}`;
  }
}

const context = createContext<MessageActs | null>(null);
export const MessageActsProvider = context.Provider;
export const useMessageActs = (): MessageActs => {
  const acts = use(context);
  if (acts === null) throw new Error('a message stands in a conversation');
  return acts;
};
