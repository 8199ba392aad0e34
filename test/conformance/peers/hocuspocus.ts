import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '@hocuspocus/server';
import { encodeStateAsUpdate } from 'yjs';
import { decodeRecords, recordOf } from './records.js';
import { serve } from './serve.js';

/**
 * Hocuspocus with its own defaults and a durable store: the whole state, soon after each change and at the end, loaded
 * again when the document is opened. First argument: the folder, second: the port.
 */
const [folder = '', port = '0'] = process.argv.slice(2);

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  debounce: 50,
  maxDebounce: 200,
  onStoreDocument: async ({ document, documentName }) => {
    await appendFile(join(folder, encodeURIComponent(documentName)), recordOf(encodeStateAsUpdate(document)));
  },
  onLoadDocument: async ({ documentName }) => {
    const file = join(folder, encodeURIComponent(documentName));
    return existsSync(file) ? decodeRecords(await readFile(file)).at(-1) : undefined;
  },
});
await server.listen();
serve(() => server.destroy());
