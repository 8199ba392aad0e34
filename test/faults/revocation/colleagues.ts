import type { Target } from '../../../bench/coedit/raw-editor.js';
import { type Notes, Typist } from '../../../bench/coedit/typist.js';
import { ChatClient } from '../../support/chat-client.js';
import type { HttpClient } from '../../support/http-client.js';

/** What people do all the time while rights change, in a second. */
export const LOAD = { edits: 100, messages: 50 } as const;
const TYPISTS = 10;
const CHATTERS = 4;
const LETTERS_OF_A_CLIENT = 1_000;

interface Places {
  readonly documentId: string;
  readonly channelId: string;
}

/** Ten people who type, and four who write messages, half of them at each node. */
export class Colleagues {
  readonly counts = { edits: 0, messages: 0 };
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly notes: Notes = {
    from: -Infinity,
    to: Infinity,
    sent: 0,
    acked: 0,
    ackMs: [],
    propagationMs: [],
    sentAt: new Map(),
    failures: 0,
  };
  private readonly typists: readonly Typist[];
  private readonly chatters: readonly ChatClient[];

  /** @param people the same person at each node */
  constructor(people: readonly HttpClient[], { documentId, channelId }: Places) {
    const at = (index: number): HttpClient => {
      const http = people[index % people.length];
      if (http === undefined) throw new Error('nobody is here');
      return http;
    };
    this.typists = Array.from({ length: TYPISTS }, (_, index) => {
      const { url, headers } = at(index);
      const address = `${url.replace(/^http/, 'ws')}/collab/${documentId}`;
      const target: Target = { url: address, document: documentId, dialect: 'stock', people: [headers] };
      return new Typist(target, LETTERS_OF_A_CLIENT + index * 7, 0, this.notes, false);
    });
    this.chatters = Array.from({ length: CHATTERS }, (_, index) => {
      const chatter = new ChatClient(at(index));
      chatter.follow(channelId);
      return chatter;
    });
    void Promise.all(this.typists.map(({ ready }) => ready)).then(
      () => this.begin(channelId),
      () => undefined,
    );
  }

  /** Acknowledged so far. */
  get acked(): { readonly edits: number; readonly messages: number } {
    return { edits: this.notes.acked, messages: this.counts.messages };
  }

  private begin(channelId: string): void {
    const every = (count: number, perSecond: number): number => (1_000 * count) / perSecond;
    for (const typist of this.typists)
      this.timers.push(setInterval(() => typist.type(), every(TYPISTS, LOAD.edits)));
    for (const chatter of this.chatters)
      this.timers.push(
        setInterval(
          () => {
            if (!chatter.socket.connected) return;
            chatter.sendOnce(channelId, crypto.randomUUID(), 'bonjour').then(
              () => (this.counts.messages += 1),
              () => undefined,
            );
          },
          every(CHATTERS, LOAD.messages),
        ),
      );
  }

  leave(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const typist of this.typists) typist.close();
    for (const chatter of this.chatters) chatter.close();
  }
}
