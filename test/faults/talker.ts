import { randomUUID } from 'node:crypto';
import { createdSchema, messageChangeSchema, type ReactionSign, sentSchema } from '@maroquin/contracts';
import type { z } from 'zod';
import type { ChatClient } from '../support/chat-client.js';
import { Refused } from '../support/http-client.js';
import type { Person } from '../support/people.js';
import { pause } from '../support/until.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';

/** A message of one's own, as it is by now. */
export interface OwnMessage {
  readonly clientId: string;
  readonly seq: number;
  text: string;
  deleted: boolean;
  /** Who was mentioned when it was sent. */
  readonly mentions: string | null;
}
export interface OwnReply {
  readonly clientId: string;
  readonly threadId: string;
  readonly seq: number;
  readonly text: string;
}

const SIGNS: readonly ReactionSign[] = ['agreed', 'thanks', '👍', '🎉'];
/** Of one's own messages the last ones are changed: each may be edited a hundred times. */
const CHANGED = 12;
const TRY_AGAIN_MS = 40;

/** What is refused for good: nothing was changed by it. */
const isFinal = (error: unknown): boolean =>
  error instanceof Refused && (error.problem?.code.startsWith('message.') ?? false);

/** Does everything that people do with messages, one act after the other, each until it is acknowledged. */
export class Talker extends RepeatedWork {
  acked = 0;
  readonly messages: OwnMessage[] = [];
  readonly replies: OwnReply[] = [];
  /** By number and sign: whether my reaction stands. */
  readonly reactions = new Map<string, boolean>();
  /** Up to here I said that I have read. */
  readUpTo = 0;

  constructor(
    readonly person: Person,
    private readonly others: readonly Person[],
    readonly channelId: string,
    /** Listens only. */
    readonly socket: ChatClient,
    random: Random,
  ) {
    super(random, [5, 40]);
    socket.follow(channelId, { changes: true });
  }

  override close(): void {
    super.close();
    this.socket.close();
  }

  protected async act(): Promise<void> {
    await this.oneOfThem();
    this.acked += 1;
  }

  private oneOfThem(): Promise<void> {
    const own = this.random.pick(this.messages.slice(-CHANGED).filter(({ deleted }) => !deleted));
    const any = this.random.between(1, Math.max(1, this.heardUpTo));
    const dice = this.random.next();
    if (own === undefined || dice < 0.35) return this.send();
    if (dice < 0.5) return this.edit(own);
    if (dice < 0.55) return this.delete(own);
    if (dice < 0.75) return this.react(any);
    if (dice < 0.9) return this.reply(any);
    return this.read();
  }

  private get heardUpTo(): number {
    return this.socket.heard.get(this.channelId)?.at(-1)?.seq ?? this.messages.at(-1)?.seq ?? 0;
  }

  private async send(): Promise<void> {
    const mentioned = this.random.chance(0.3) ? (this.random.pick(this.others)?.id ?? null) : null;
    const words = `${this.person.name} ${String(this.messages.length + 1)}`;
    const text = mentioned === null ? words : `${words} <@${mentioned}>`;
    const clientId = randomUUID();
    const path = `/channels/${this.channelId}/messages`;
    const sent = await this.untilDone(sentSchema, 'POST', path, { clientId, text });
    if (sent !== null)
      this.messages.push({ clientId, seq: sent.seq, text, deleted: false, mentions: mentioned });
  }

  private async edit(own: OwnMessage): Promise<void> {
    const text = `${own.text}.`;
    const path = `/channels/${this.channelId}/messages/${String(own.seq)}`;
    if ((await this.untilDone(messageChangeSchema, 'PATCH', path, { text })) !== null) own.text = text;
  }

  private async delete(own: OwnMessage): Promise<void> {
    const path = `/channels/${this.channelId}/messages/${String(own.seq)}`;
    await this.untilDone(messageChangeSchema, 'DELETE', path);
    own.deleted = true;
  }

  private async react(seq: number): Promise<void> {
    const sign = this.random.pick(SIGNS) ?? 'agreed';
    const key = `${String(seq)} ${sign}`;
    const on = this.reactions.get(key) !== true;
    const path = `/channels/${this.channelId}/messages/${String(seq)}/reactions`;
    if ((await this.untilDone(messageChangeSchema, 'PUT', path, { sign, on })) !== null)
      this.reactions.set(key, on);
  }

  private async reply(seq: number): Promise<void> {
    const opening = `/channels/${this.channelId}/messages/${String(seq)}/thread`;
    const thread = await this.untilDone(createdSchema, 'POST', opening);
    if (thread === null) return;
    const clientId = randomUUID();
    const text = `réponse ${this.person.name} ${String(this.replies.length + 1)}`;
    const path = `/channels/${thread.id}/messages`;
    const sent = await this.untilDone(sentSchema, 'POST', path, { clientId, text });
    if (sent !== null) this.replies.push({ clientId, threadId: thread.id, seq: sent.seq, text });
  }

  private async read(): Promise<void> {
    const seq = this.heardUpTo;
    for (;;) {
      try {
        await this.person.http.act('PUT', `/channels/${this.channelId}/read`, { seq });
        this.readUpTo = Math.max(this.readUpTo, seq);
        return;
      } catch {
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  /** Each of these acts is harmless when it is done again. null: refused, and nothing was changed. */
  private async untilDone<S extends z.ZodType>(
    schema: S,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.infer<S> | null> {
    for (;;) {
      try {
        return await this.person.http.json(schema, method, path, body);
      } catch (error) {
        if (isFinal(error)) return null;
        await pause(TRY_AGAIN_MS);
      }
    }
  }
}
