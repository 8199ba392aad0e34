import { MESSAGE_FILES_MAX, type MessageFile } from '@maroquin/contracts';
import { reportFailure, Store } from '../../../ui/index.js';
import { loadMessageUploads, type UploadItem, type Uploads } from '../../files/index.js';

/**
 * The files that go with the message one is writing in a conversation. They are sent while one writes, and the message
 * leaves once the server has committed them all. Outlives the page that shows it.
 */
export class Attachments {
  /** In the order in which they were added. */
  readonly items = new Store<readonly UploadItem[]>([]);
  /** The message is written, and waits for its files. */
  readonly departing = new Store(false);
  /** Media types as the browser knows them, by the ids of the lines. */
  private readonly types = new Map<string, string>();
  private queue: Promise<Uploads> | null = null;
  private depart: (() => void) | null = null;

  constructor(
    private readonly personId: string,
    /** Whose rights the files have: the conversation or, of a thread, the one it hangs on. */
    private readonly parentId: string,
  ) {}

  /** False when some were left out: a message has room for no more. */
  add(files: readonly File[]): boolean {
    const taken = files.slice(0, MESSAGE_FILES_MAX - this.items.get().length);
    this.send(taken).catch(reportFailure);
    return taken.length === files.length;
  }

  private async send(files: readonly File[]): Promise<void> {
    const queue = await this.open();
    const ids = queue.add(files, { parentId: this.parentId }, 'number');
    ids.forEach((id, at) => this.types.set(id, files[at]?.type ?? ''));
    this.update(queue);
  }

  /** Not with this message. What was committed already is trashed by the server after a while. */
  remove(id: string): void {
    void this.queue?.then((queue) => {
      this.types.delete(id);
      queue.remove(id);
      this.update(queue);
    });
  }

  /** `send` is called once all files are committed; never if one of them is refused or the person changes their mind. */
  whenCommitted(send: () => void): void {
    this.depart = send;
    this.departing.set(true);
    this.leave();
  }

  stay(): void {
    this.depart = null;
    this.departing.set(false);
  }

  /** What the message takes along. */
  files(): readonly MessageFile[] {
    return this.items.get().flatMap(({ id, name, size, fileId }) => {
      const mediaType = this.types.get(id);
      return fileId === undefined ? [] : [{ id: fileId, name, size, mediaType: mediaType || UNKNOWN }];
    });
  }

  /** They are the message's now. */
  clear(): void {
    for (const { id } of this.items.get()) this.remove(id);
    this.items.set([]);
  }

  /** These are a message's now; what was added meanwhile stays. */
  left(fileIds: readonly string[]): void {
    for (const { id, fileId } of this.items.get())
      if (fileId !== undefined && fileIds.includes(fileId)) this.remove(id);
  }

  private open(): Promise<Uploads> {
    this.queue ??= loadMessageUploads(this.personId).then((queue) => {
      queue.subscribe(() => this.update(queue));
      return queue;
    });
    this.queue.catch(() => (this.queue = null));
    return this.queue;
  }

  private update(queue: Uploads): void {
    const mine = queue.getItems().filter(({ id }) => this.types.has(id));
    const before = this.items.get();
    if (mine.length === before.length && mine.every((item, at) => item === before[at])) return;
    this.items.set(mine);
    this.leave();
  }

  private leave(): void {
    const items = this.items.get();
    if (this.depart === null) return;
    if (items.some(({ state }) => state === 'refused')) this.stay();
    if (!items.every(({ state }) => state === 'done')) return;
    const send = this.depart;
    this.stay();
    send?.();
  }
}
const UNKNOWN = 'application/octet-stream';

let current: { personId: string; byConversation: Map<string, Attachments> } | null = null;

/** What the person attaches in one conversation, until it is sent. */
export const attachmentsOf = (personId: string, conversationId: string, parentId: string): Attachments => {
  if (current?.personId !== personId) current = { personId, byConversation: new Map() };
  const known = current.byConversation.get(conversationId);
  if (known !== undefined) return known;
  const made = new Attachments(personId, parentId);
  current.byConversation.set(conversationId, made);
  return made;
};
