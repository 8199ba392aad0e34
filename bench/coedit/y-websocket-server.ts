import { createServer, type IncomingMessage } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type * as Yjs from 'yjs';

interface Utils {
  readonly setPersistence: (store: {
    readonly provider: null;
    readonly bindState: (name: string, doc: Yjs.Doc) => void;
    readonly writeState: (name: string, doc: Yjs.Doc) => Promise<void>;
  }) => void;
  readonly setupWSConnection: (socket: WebSocket, request: IncomingMessage) => void;
}

/**
 * The other peer: y-websocket's own server. It acknowledges nothing and keeps nothing; with a folder as its first
 * argument it reads a document's state when it is opened and writes it when the last person leaves.
 */
const [folder] = process.argv.slice(2);
// As CommonJS: its module form insists on LevelDB, which is native code. yjs likewise, so that there is one of it.
const load = createRequire(import.meta.url);
const { setPersistence, setupWSConnection } = load('@y/websocket-server/utils') as Utils;
const { applyUpdate, encodeStateAsUpdate } = load('yjs') as typeof Yjs;

if (folder !== undefined) {
  const fileOf = (name: string): string => join(folder, encodeURIComponent(name));
  setPersistence({
    provider: null,
    bindState: (name, doc) => {
      if (existsSync(fileOf(name))) applyUpdate(doc, readFileSync(fileOf(name)));
    },
    writeState: (name, doc) => {
      writeFileSync(fileOf(name), encodeStateAsUpdate(doc));
      return Promise.resolve();
    },
  });
}

const http = createServer();
const sockets = new WebSocketServer({ server: http });
sockets.on('connection', (socket, request) => setupWSConnection(socket, request));
http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.send?.({ port: (http.address() as AddressInfo).port });
});
