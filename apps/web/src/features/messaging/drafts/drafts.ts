import { draftSchema } from '@maroquin/contracts';
import { getSocket, isOutage, request } from '../../../api/index.js';
import { Store } from '../../../ui/index.js';
import { toSent, toWritten } from '../message/mentions.js';

/** While one writes, the draft is sent no more often. */
const SAVE_MS = 2_000;
const AGAIN_MS = 5_000;
/** A hint so soon after saving is mostly about what was saved: the draft is read once, afterwards. */
const ECHO_MS = 3_000;

/**
 * What somebody was writing in one conversation: on the server, so that every device of theirs has it, and in this tab
 * until the server has it.
 */
export class Draft {
  readonly text: Store<string>;
  /** Written here, and not yet on the server. */
  private isAhead: boolean;
  private writes = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private reading: ReturnType<typeof setTimeout> | null = null;
  private savedAt = -ECHO_MS;

  constructor(
    private readonly conversationId: string,
    /** In this tab. */
    private readonly key: string,
  ) {
    const kept = sessionStorage.getItem(key);
    this.text = new Store(kept ?? '');
    this.isAhead = kept !== null;
    if (this.isAhead) this.saveSoon(0);
    else void this.read();
  }

  write(text: string): void {
    this.text.set(text);
    this.writes += 1;
    this.isAhead = true;
    sessionStorage.setItem(this.key, text);
    this.saveSoon(SAVE_MS);
  }

  /** Somebody changed it: on another device, unless that was here. */
  readonly onHint = (): void => {
    this.reading ??= setTimeout(
      () => {
        this.reading = null;
        void this.read();
      },
      Math.max(0, this.savedAt + ECHO_MS - performance.now()),
    );
  };

  /** The page goes away. */
  readonly leave = (): void => {
    if (this.isAhead) void this.save(true);
  };

  private async read(): Promise<void> {
    const { writes } = this;
    const draft = await request('GET', `${this.path}`, { schema: draftSchema }).catch(() => null);
    // What is written here meanwhile goes before, also when it is on the server by now.
    if (draft !== null && !this.isAhead && writes === this.writes)
      this.text.set(toWritten(draft.text, draft.mentions));
  }

  private saveSoon(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.save();
    }, ms);
  }

  private async save(keepalive = false): Promise<void> {
    const text = this.text.get();
    try {
      await request('PUT', this.path, { body: { text: toSent(text) }, keepalive });
      this.savedAt = performance.now();
      if (this.text.get() !== text) return;
      this.isAhead = false;
      sessionStorage.removeItem(this.key);
    } catch (error) {
      // Otherwise it may no longer be written there: it stays in this tab.
      if (isOutage(error)) this.saveSoon(AGAIN_MS);
    }
  }

  private get path(): `/channels/${string}/draft` {
    return `/channels/${this.conversationId}/draft`;
  }
}

let current: { personId: string; drafts: Map<string, Draft> } | null = null;

/** What one is writing in a conversation. Nobody else who signs in here finds it. */
export const draftOf = (personId: string, conversationId: string): Draft => {
  if (current?.personId !== personId) current = { personId, drafts: new Map() };
  const known = current.drafts.get(conversationId);
  if (known !== undefined) return known;
  const made = new Draft(conversationId, `maroquin.draft.${personId}.${conversationId}`);
  current.drafts.set(conversationId, made);
  getSocket().on('conversation.changed', ({ id }) => id === conversationId && made.onHint());
  return made;
};

addEventListener('pagehide', () => {
  for (const draft of current?.drafts.values() ?? []) draft.leave();
});
