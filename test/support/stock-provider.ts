import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** The unmodified provider of y-websocket; only its socket class is handed in, to carry the token. */
export function stockProvider(
  url: string,
  documentId: string,
  token: string,
  doc = new Y.Doc(),
): WebsocketProvider {
  class BearerSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  return new WebsocketProvider(`${url.replace(/^http/, 'ws')}/collab`, documentId, doc, {
    disableBc: true,
    maxBackoffTime: 200,
    WebSocketPolyfill: BearerSocket as unknown as typeof globalThis.WebSocket,
  });
}
