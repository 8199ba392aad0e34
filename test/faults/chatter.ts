import { randomUUID } from 'node:crypto';
import { type MessageView, type Sent, sentSchema } from '@maroquin/contracts';
import type { ChatClient } from '../support/chat-client.js';
import type { HttpClient } from '../support/http-client.js';
import { pause, until } from '../support/until.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';
import { readAll } from './read-all.js';
import type { Verdict } from './verdict.js';

interface Acknowledged extends Sent {
  readonly clientId: string;
  readonly text: string;
}

const SHARE_OF_RESENDS = 0.25;

/** Sends one message after the other until each is acknowledged, and some again though they were. */
export class Chatter extends RepeatedWork {
  readonly sent: Acknowledged[] = [];
  /** Resends that were not answered with the same message. */
  changed = 0;

  constructor(
    readonly name: string,
    readonly channelId: string,
    private readonly http: HttpClient,
    /** null: sends by POST, as a program does. */
    readonly socket: ChatClient | null,
    random: Random,
  ) {
    super(random, [2, 25]);
    socket?.follow(channelId);
  }

  get acked(): number {
    return this.sent.length;
  }

  override close(): void {
    super.close();
    this.socket?.close();
  }

  protected async act(): Promise<void> {
    const clientId = randomUUID();
    const text = `${this.name} ${String(this.sent.length + 1)}`;
    const { id, seq } = await this.send(clientId, text);
    this.sent.push({ id, seq, clientId, text });
    if (this.random.chance(SHARE_OF_RESENDS)) {
      const again = await this.send(clientId, text);
      if (again.id !== id || again.seq !== seq) this.changed += 1;
    }
  }

  private async send(clientId: string, text: string): Promise<Sent> {
    if (this.socket !== null) return this.socket.send(this.channelId, text, clientId);
    for (;;) {
      try {
        const path = `/channels/${this.channelId}/messages`;
        return await this.http.json(sentSchema, 'POST', path, { clientId, text });
      } catch {
        await pause(40);
      }
    }
  }
}

/** Every acknowledged message once, with the number it was acknowledged with; every listener heard the same, in order. */
export async function checkChannel(
  reader: HttpClient,
  channelId: string,
  chatters: readonly Chatter[],
  verdict: Verdict,
): Promise<void> {
  const messages = await readAll(reader, channelId);
  messages.forEach(({ seq }, index) => {
    if (seq !== index + 1) verdict.blame('lost', `message ${String(index + 1)} has number ${String(seq)}`);
  });
  const byClientId = new Map<string, MessageView[]>();
  for (const message of messages)
    byClientId.set(message.clientId, [...(byClientId.get(message.clientId) ?? []), message]);
  for (const [clientId, same] of byClientId)
    if (same.length > 1) verdict.blame('duplicated', `client id ${clientId} ${String(same.length)} ×`);
  const last = messages.length;
  for (const chatter of chatters) {
    verdict.acked += chatter.acked;
    if (chatter.changed > 0) verdict.blame('duplicated', `${chatter.name}: a resend got another message`);
    checkSender(chatter, byClientId, verdict);
    if (chatter.socket !== null) await checkListener(chatter, messages, last, verdict);
  }
  const known = new Set(chatters.flatMap(({ sent }) => sent.map(({ clientId }) => clientId)));
  for (const { clientId, text } of messages)
    if (!known.has(clientId)) verdict.blame('duplicated', `nobody sent "${text}"`);
}

function checkSender(chatter: Chatter, byClientId: Map<string, MessageView[]>, verdict: Verdict): void {
  let before = 0;
  for (const { clientId, id, seq, text } of chatter.sent) {
    const [kept] = byClientId.get(clientId) ?? [];
    if (kept === undefined || kept.id !== id || kept.seq !== seq || kept.text !== text)
      verdict.blame('lost', `"${text}" acknowledged as ${String(seq)}`);
    if (seq <= before) verdict.blame('reordered', `"${text}" of one sender`);
    before = seq;
  }
}

async function checkListener(
  { name, socket, channelId }: Chatter,
  messages: readonly MessageView[],
  last: number,
  verdict: Verdict,
): Promise<void> {
  const heard = socket?.heard.get(channelId) ?? [];
  await until(() => (heard.at(-1)?.seq ?? 0) >= last, `${name} heard everything`).catch(() => {
    verdict.blame('lost', `${name} heard ${String(heard.at(-1)?.seq ?? 0)} of ${String(last)}`);
  });
  heard.forEach(({ seq, message }, index) => {
    if (seq !== index + 1)
      verdict.blame('reordered', `${name} heard ${String(seq)} at place ${String(index + 1)}`);
    if (messages[seq - 1]?.id !== message.id) verdict.blame('lost', `what ${name} heard as ${String(seq)}`);
  });
}
