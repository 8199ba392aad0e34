import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { Harness, documentRef, settle, storedDocument, until } from './harness.js';
import type { Rooms } from '../src/index.js';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const work of cleanUp.splice(0)) work();
});

/** The smallest server around the engine: sockets in, sockets out. */
async function serve(rooms: Rooms): Promise<string> {
  const http: Server = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => {
    socket.pause();
    const id = (request.url ?? '').slice(1).split('?')[0] ?? '';
    const connection = {
      id: randomUUID(),
      person: { id: `person-${id}`, name: 'Anna', colour: '#123456', hue: 1 },
      extended: false,
      locale: 'fr' as const,
      send: (frame: Uint8Array) => socket.send(frame),
      close: (code: number, reason: string) => socket.close(code, reason),
      cork: () => undefined,
      uncork: () => undefined,
      bufferedAmount: () => socket.bufferedAmount,
    };
    void rooms.join(documentRef('prose', id), connection).then((session) => {
      socket.on('message', (data: Buffer) => session?.receive(Uint8Array.from(data)));
      socket.on('close', () => session?.leave());
      socket.resume();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
  return `ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
}

function provider(url: string, doc = new Y.Doc()): WebsocketProvider {
  const made = new WebsocketProvider(url, 'doc', doc, {
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  cleanUp.push(() => made.destroy());
  return made;
}

const addParagraph = (doc: Y.Doc, words: string): void => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('prose').push([element]);
};
const markup = (of: WebsocketProvider): string => of.doc.getXmlFragment('prose').toJSON();

it('an unmodified y-websocket provider syncs, writes, reads and sees who is here', async () => {
  const harness = new Harness();
  const url = await serve(harness.rooms);
  const one = provider(url);
  const two = provider(url);
  await until(() => one.synced && two.synced, 'synced');
  addParagraph(one.doc, 'Bonjour');
  addParagraph(two.doc, 'à tous');
  await until(
    () => markup(one) === markup(two) && markup(one).includes('tous') && markup(one).includes('Bonjour'),
    'equal',
  );
  one.awareness.setLocalStateField('line', 5);
  await until(() => two.awareness.getStates().get(one.doc.clientID)?.['line'] === 5, 'cursor seen');
  expect(two.awareness.getStates().get(one.doc.clientID)?.['user']).toMatchObject({ name: 'Anna' });
  one.destroy();
  await until(() => !two.awareness.getStates().has(one.doc.clientID), 'departure seen');
  expect(harness.refusals).toEqual([]);
});

it('an unmodified y-websocket provider that worked offline sends its work when it is back', async () => {
  const harness = new Harness();
  const url = await serve(harness.rooms);
  const one = provider(url);
  const two = provider(url);
  await until(() => one.synced && two.synced, 'synced');
  one.disconnect();
  addParagraph(one.doc, 'hors ligne');
  addParagraph(two.doc, 'en ligne');
  one.connect();
  await until(() => markup(one) === markup(two) && markup(two).includes('hors ligne'), 'equal');
});

it('an unmodified y-websocket provider gets a document of several segments whole', async () => {
  const harness = new Harness();
  const url = await serve(harness.rooms);
  const one = provider(url);
  await until(() => one.synced, 'synced');
  for (let turn = 1; turn <= 20; turn += 1) {
    for (let line = 0; line < 20; line += 1) addParagraph(one.doc, `${String(turn)} ${'mot '.repeat(500)}`);
    await until(() => storedDocument(harness.journal).getXmlFragment('prose').length === turn * 20, 'stored');
  }
  await settle();
  const two = provider(url);
  await until(() => two.synced, 'synced');
  expect(markup(two)).toBe(markup(one));
});
