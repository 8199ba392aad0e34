import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';
import { cutUnfinished, type UnfinishedMessage, unfinishedMessages } from './unfinished-messages.js';
import { MessageProgress } from './websocket-frames.js';

type Engine = Socket['conn'];

const messages = new WeakMap<object, UnfinishedMessage>();

/** The WebSocket server that engine.io is given: it counts what comes of messages before they are whole. */
export class CountedWebSockets extends WebSocketServer {
  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    callback: (client: WebSocket, request: IncomingMessage) => void,
  ): void {
    super.handleUpgrade(request, socket, head, (webSocket, upgraded) => {
      const message = unfinishedMessages.open(
        null,
        () => cutUnfinished(webSocket),
        () => !webSocket.isPaused,
      );
      const progress = new MessageProgress(() => message.whole());
      messages.set(webSocket, message);
      socket.on('data', (bytes: Buffer) => {
        progress.read(bytes);
        message.set(progress.held);
      });
      webSocket.once('close', () => message.close());
      callback(webSocket, upgraded);
    });
  }
}

/** From now on the WebSocket of this connection, also one that it changes to later, counts for this person. */
export function countFor(engine: Engine, person: string): void {
  const count = (transport: Engine['transport']): void => {
    const webSocket: unknown = Reflect.get(transport, 'socket');
    if (typeof webSocket === 'object' && webSocket !== null) messages.get(webSocket)?.belongsTo(person);
  };
  count(engine.transport);
  engine.on('upgrade', count);
}
