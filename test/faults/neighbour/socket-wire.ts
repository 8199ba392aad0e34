import { WebSocket } from 'ws';
import { CloseCode, EXTENSION } from '@maroquin/coediting';
import { COLLAB_FALLBACK, COLLAB_PART_BYTES } from '@maroquin/contracts';
import type { Manner } from './manner.js';

/** What sockets of an attacker are told and tell. Bytes are a frame of co-editing. */
export interface Wire {
  readonly socket: WebSocket;
  send(frame: Uint8Array): void;
}

export interface WireEvents {
  readonly ready: () => void;
  readonly frame: (bytes: Uint8Array) => void;
  /** Once; a status as HTTP would have it, `cut` where there was no word. */
  readonly closed: (what: string) => void;
}

/** Opens one connection that is used in this manner; it says what came of it, and at last how it ended. */
export type SocketAttack = Readonly<Record<Manner, (count: (what: string) => void) => WebSocket>>;

export type Headers = Readonly<Record<string, string>>;

const STATUS_OF_CLOSE: Readonly<Record<number, string>> = {
  [CloseCode.unauthenticated]: '401',
  [CloseCode.noAccess]: '403',
  [CloseCode.noDocument]: '404',
  [CloseCode.tooLarge]: '413',
  [CloseCode.tooFast]: '429',
  [CloseCode.malformed]: '400',
  [CloseCode.tryLater]: '503',
};
const statusOf = (code: number): string => STATUS_OF_CLOSE[code] ?? (code < 3000 ? 'cut' : String(code));
const addressOf = (url: string, path: string): string => `${url.replace(/^http/, 'ws')}${path}`;

/** `/collab/<id>` over a WebSocket. */
export function openCollab(url: string, id: string, headers: Headers, events: WireEvents): Wire {
  const socket = new WebSocket(addressOf(url, `/collab/${id}`), EXTENSION, {
    headers,
    perMessageDeflate: false,
  });
  socket.binaryType = 'nodebuffer';
  socket.on('error', () => undefined);
  socket.on('open', events.ready);
  socket.on('message', (data: Buffer) => events.frame(Uint8Array.from(data)));
  socket.on('close', (code) => events.closed(statusOf(code)));
  return { socket, send: (frame) => sendTo(socket, frame) };
}

/** The same frames over socket.io (its protocol, version 5, by hand: a client library would be in the way of doing harm). */
export function openFallback(url: string, id: string, headers: Headers, events: WireEvents): Wire {
  let ended = 'cut';
  const socket = openPackets(url, headers, {
    ready: () => undefined,
    packet: (packet) => {
      if (packet.startsWith('0')) sendTo(socket, `40${COLLAB_FALLBACK},${JSON.stringify({ document: id })}`);
      if (packet.startsWith(`40${COLLAB_FALLBACK}`)) events.ready();
      if (packet.startsWith(`44${COLLAB_FALLBACK}`))
        ended = packet.includes('unauthenticated') ? '401' : '429';
      const code = /^42\/collab-fallback,\["closed",\{"code":(\d+)/.exec(packet)?.[1];
      if (code !== undefined) ended = statusOf(Number(code));
      if (ended !== 'cut') socket.close();
    },
    bytes: events.frame,
    closed: () => events.closed(ended),
  });
  return {
    socket,
    send: (frame) => {
      for (let at = 0; at < frame.length; at += COLLAB_PART_BYTES) {
        const more = at + COLLAB_PART_BYTES < frame.length ? 1 : 0;
        sendTo(socket, `451-${COLLAB_FALLBACK},["part",{"_placeholder":true,"num":0}]`);
        sendTo(socket, Buffer.concat([Buffer.from([more]), frame.subarray(at, at + COLLAB_PART_BYTES)]));
      }
    },
  };
}

export interface PacketEvents {
  readonly ready: () => void;
  readonly packet: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  readonly closed: () => void;
}

/** socket.io's packets as they are; `2` is answered, as the server wants to know that somebody is there. */
export function openPackets(url: string, headers: Headers, events: PacketEvents): WebSocket {
  const socket = new WebSocket(addressOf(url, '/socket.io/?EIO=4&transport=websocket'), {
    headers,
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  socket.on('open', events.ready);
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return events.bytes(Uint8Array.from(data));
    const text = data.toString();
    if (text === '2') sendTo(socket, '3');
    else events.packet(text);
  });
  socket.on('close', events.closed);
  return socket;
}

export function sendTo(socket: WebSocket, data: string | Uint8Array): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(data);
}
