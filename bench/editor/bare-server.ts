import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rolldown } from 'rolldown';
import { png } from '../../test/support/office/png.js';

const HTML = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Tiptap</title>
<style>body{margin:0}#editor{height:100vh;overflow:auto}.ProseMirror{max-width:45rem;margin:0 auto;white-space:pre-wrap;outline:0}</style>
<div id="editor"></div><script type="module" src="/bare.js"></script></html>`;

export interface BarePage {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the bare editor with this document. */
export async function serveBare(update: Uint8Array): Promise<BarePage> {
  const bundle = await rolldown({
    input: `${import.meta.dirname}/bare-page.js`,
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const script = output[0].code;
  const parts: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
    '/': ['text/html; charset=utf-8', HTML],
    '/bare.js': ['text/javascript; charset=utf-8', script],
    '/document': ['application/octet-stream', update],
    '/picture.png': ['image/png', png(64, 48, [90, 90, 120])],
  };
  const server = createServer((request, response) => {
    const [type, body] = parts[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, { 'Content-Type': type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: () => closed(server),
  };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
