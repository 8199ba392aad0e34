import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import type { Connect } from './stock-peer.js';

export type Who = 'colleague' | 'reader' | 'attacker';

/** How to reach a server; plain data, so that another process can be told. */
export interface SiteAddress {
  /** `hocuspocus` puts the document's name before each message and wants a token first. */
  readonly dialect: 'stock' | 'hocuspocus';
  /** The document's id is put behind it. */
  readonly url: string;
  readonly headers: Readonly<Record<Who, Readonly<Record<string, string>>>>;
}

/** Where documents are and who may open them. */
export type Enter = (document: string, who: Who) => Connect;

const AUTH = 2;

/** Real sockets to a running server. */
export function enterBySocket({ dialect, url, headers }: SiteAddress): Enter {
  return (document, who) =>
    ({ opened, message, closed }) => {
      const stock = dialect === 'stock';
      const socket = new WebSocket(stock ? `${url}/${document}` : url, {
        headers: headers[who],
        perMessageDeflate: false,
      });
      const named = (bytes: Uint8Array): Uint8Array =>
        encoding.encode((e) => {
          encoding.writeVarString(e, document);
          encoding.writeUint8Array(e, bytes);
        });
      const authenticate = (): void =>
        socket.send(
          named(
            encoding.encode((e) => {
              encoding.writeVarUint(e, AUTH);
              encoding.writeVarUint(e, 0);
              encoding.writeVarString(e, 'token');
            }),
          ),
        );
      socket.on('open', () => (stock ? opened() : authenticate()));
      socket.on('message', (data: Buffer) => {
        const bytes = Uint8Array.from(data);
        if (stock) return message(bytes);
        const decoder = decoding.createDecoder(bytes);
        decoding.readVarString(decoder);
        const rest = decoding.readTailAsUint8Array(decoder);
        if (rest[0] === AUTH) return opened();
        message(rest);
      });
      socket.on('error', () => undefined);
      socket.on('close', closed);
      return {
        send: (bytes) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(stock ? bytes : named(bytes));
        },
        close: () => socket.terminate(),
      };
    };
}
