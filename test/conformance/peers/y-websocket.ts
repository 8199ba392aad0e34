import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type * as Yjs from 'yjs';
import { decodeRecords, recordOf } from './records.js';
import { serve } from './serve.js';

interface Utils {
  readonly setPersistence: (store: {
    readonly provider: null;
    readonly bindState: (name: string, doc: Yjs.Doc) => void;
    readonly writeState: () => Promise<void>;
  }) => void;
  readonly setupWSConnection: (socket: WebSocket, request: IncomingMessage) => void;
}

/**
 * The server of y-websocket with a durable store in the way its own LevelDB store works: every update is appended as it
 * comes, and all are applied when the document is opened. First argument: the folder, second: the port.
 */
const [folder = '', port = '0'] = process.argv.slice(2);
// As CommonJS: its module form insists on LevelDB, which is native code. yjs likewise, so that there is one of it.
const load = createRequire(import.meta.url);
const { setPersistence, setupWSConnection } = load('@y/websocket-server/utils') as Utils;
const { applyUpdate } = load('yjs') as typeof Yjs;

const fileOf = (name: string): string => join(folder, encodeURIComponent(name));
setPersistence({
  provider: null,
  bindState: (name, doc) => {
    if (existsSync(fileOf(name)))
      for (const update of decodeRecords(readFileSync(fileOf(name)))) applyUpdate(doc, update);
    doc.on('update', (update: Uint8Array) => appendFileSync(fileOf(name), recordOf(update)));
  },
  writeState: () => Promise.resolve(),
});

const server = createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => setupWSConnection(socket, request));
server.listen(Number(port), '127.0.0.1', () =>
  serve(async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  }),
);
