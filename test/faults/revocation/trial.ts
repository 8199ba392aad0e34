import type { CollabClient } from '../../support/collab-client.js';
import type { ChatClient } from '../../support/chat-client.js';
import { pause, until } from '../../support/until.js';
import * as Y from 'yjs';
import { AskingVictim } from './asking-victim.js';
import { ChattingVictim } from './chatting-victim.js';
import { type Doomed, type Ground, type Kind, prepare } from './kinds.js';
import { Trace, type TraceVerdict } from './trace.js';
import { TypingVictim } from './typing-victim.js';

/** Where trials happen while people work. */
export interface Site extends Ground {
  readonly documentId: string;
  readonly channelId: string;
  /** Somebody else's eyes: what is committed. */
  readonly observer: { readonly collab: CollabClient; readonly chat: ChatClient };
}

export type Transport = 'collab' | 'chat' | 'http';
export type Trial = { readonly kind: Kind } & Readonly<Record<Transport, TraceVerdict>>;

const LETTER_EVERY_MS = 40;
const MESSAGE_EVERY_MS = 80;
const REQUEST_EVERY_MS = 40;
/** How long the victim goes on trying, and knocks again, after every transport is closed. */
const INSIST_MS = 120;
/** Whoever is not cut off by then is noted as such. */
const PATIENCE_MS = 10_000;
/** Messages that are far more than a trial lasts. */
const RECENT = 5_000;

export interface Lot {
  readonly kind: Kind;
  /** Of the node where the victim is; rights end at the administrator's. */
  readonly url: string;
  /** Before the change: it does not always follow on another. */
  readonly waitMs: number;
  /** Runs one at a time: whoever is refused makes its node look, and so would hide how late it is by itself. */
  readonly alone: (work: () => Promise<number>) => Promise<number>;
}

/** One victim that works, is cut off, and tries on. */
export async function runTrial(site: Site, { kind, url, waitMs, alone }: Lot): Promise<Trial> {
  const doomed = await prepare[kind](site, url);
  const keepsReading = kind === 'grant lowered';
  const traces = {
    collab: new Trace(!keepsReading),
    chat: new Trace(!keepsReading),
    http: new Trace(false),
  };
  const victims = startVictims(site, doomed, traces, !keepsReading);
  try {
    await until(
      () => victims.typing.acked > 2 && victims.chatting.isAtWork && victims.asking.answered > 1,
      'the victim works',
    );
    const changedAt = await alone(async () => {
      await pause(waitMs);
      const at = await doomed.change();
      const transports = Object.values(traces);
      await until(() => transports.every(({ isOver }) => isOver), 'all are closed', PATIENCE_MS).catch(
        () => undefined,
      );
      await insist(victims, keepsReading);
      return at;
    });
    victims.typing.judge(await settled(site.observer.collab, victims.typing.clientId));
    victims.chatting.judge(await heardBy(site));
    const of = (trace: Trace): TraceVerdict => trace.verdict(changedAt);
    return { kind, collab: of(traces.collab), chat: of(traces.chat), http: of(traces.http) };
  } finally {
    victims.leave();
  }
}

async function insist({ typing, chatting, leave, asked }: Victims, keepsReading: boolean): Promise<void> {
  if (!keepsReading) {
    typing.knockAgain();
    chatting.knockAgain();
  }
  await pause(INSIST_MS);
  leave();
  await asked;
}

type Victims = ReturnType<typeof startVictims>;

function startVictims(
  { documentId, channelId, observer }: Site,
  { http }: Doomed,
  traces: Readonly<Record<Transport, Trace>>,
  reads: boolean,
) {
  const head = (): number => observer.chat.heard.get(channelId)?.at(-1)?.seq ?? 0;
  const typing = new TypingVictim(http, documentId, traces.collab);
  const chatting = new ChattingVictim(http, channelId, traces.chat, head);
  const asking = new AskingVictim(http, { documentId, channelId }, traces.http, reads);
  typing.type(LETTER_EVERY_MS);
  chatting.write(MESSAGE_EVERY_MS);
  const asked = asking.ask(REQUEST_EVERY_MS);
  // Whoever waits for it below is told.
  asked.catch(() => undefined);
  const leave = (): void => {
    for (const victim of [typing, chatting, asking]) victim.leave();
  };
  return { typing, chatting, asking, asked, leave };
}

/** Letters of a client that are committed, once that has stopped rising. */
async function settled({ doc }: CollabClient, clientId: number): Promise<number> {
  const count = (): number => Y.decodeStateVector(Y.encodeStateVector(doc)).get(clientId) ?? 0;
  for (let before = -1; ; await pause(100)) {
    const now = count();
    if (now === before) return now;
    before = now;
  }
}

/** Client ids of the messages so far. */
async function heardBy({ observer: { chat }, channelId }: Site): Promise<ReadonlySet<string>> {
  const { seq } = await chat.send(channelId, 'fin');
  const heard = chat.heard.get(channelId) ?? [];
  await until(() => (heard.at(-1)?.seq ?? 0) >= seq, 'everything before is heard');
  return new Set(heard.slice(-RECENT).map(({ message }) => message.clientId));
}
