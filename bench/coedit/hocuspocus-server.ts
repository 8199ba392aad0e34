import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '@hocuspocus/server';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';

/**
 * The peer: Hocuspocus with its own defaults and a store that survives a power cut (whole state, fsync), after the
 * pauses it is designed for. It acknowledges from memory. First argument: the folder to store in.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('name a folder');

const server = new Server({
  port: Number(process.env['PORT'] ?? 0),
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  onLoadDocument: async ({ document, documentName }) => {
    const stored = await readFile(join(folder, documentName)).catch(() => null);
    if (stored !== null) applyUpdate(document, stored);
  },
  onStoreDocument: async ({ document, documentName }) => {
    const file = await open(join(folder, documentName), 'w');
    await file.writeFile(encodeStateAsUpdate(document));
    await file.sync();
    await file.close();
  },
});
await server.listen();
process.send?.({ port: server.address.port });
