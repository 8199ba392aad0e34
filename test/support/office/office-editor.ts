import { createPublicKey, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askHost, newProofKey, type SigningKeys, type WopiCall } from './wopi-client.js';

const EXTENSIONS = ['txt', 'odt', 'ods', 'odp', 'docx', 'xlsx', 'pptx', 'wopitest', 'wopitestx'];
const LOCK = 'double-of-an-editor';

interface Opened {
  readonly src: string;
  readonly token: string;
  readonly until: number;
}

const publicParts = (key: KeyObject): { modulus: string; exponent: string } => {
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' });
  const plain = (text: string): string => Buffer.from(text, 'base64url').toString('base64');
  return { modulus: plain(n), exponent: plain(e) };
};

/** In the frame: says what it does to the page around it, as Collabora Online does. */
const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Éditeur</title></head><body>
<main><h1>Éditeur</h1><label>Contenu <textarea id="text"></textarea></label> <button id="save">Écrire le fichier</button> <p id="said" role="status"></p></main>
<script type="module">
const opened = JSON.parse(document.documentElement.dataset.opened ?? '{}');
const tell = (MessageId, Values = {}) => parent.postMessage(JSON.stringify({ MessageId, SendTime: Date.now(), Values }), '*');
const text = document.querySelector('#text');
const said = document.querySelector('#said');
const ask = async (act, body) => (await fetch('/act', { method: 'POST', body: JSON.stringify({ ...opened, act, body }) })).json();
const read = await ask('open');
text.value = read.text ?? '';
said.textContent = 'ouvert ' + read.status;
tell('App_LoadingStatus', { Status: 'Document_Loaded' });
text.addEventListener('input', () => tell('Doc_ModifiedStatus', { Modified: true }));
document.querySelector('#save').addEventListener('click', async () => {
  const { status } = await ask('save', text.value);
  said.textContent = 'écrit ' + status;
  // As real editors do: it calls this saved, whatever the store said.
  tell('Doc_ModifiedStatus', { Modified: false });
});
</script></body></html>`;

/**
 * A double of an office editor: it describes itself, signs what it asks, opens a page in a frame, and reads, locks and
 * writes the file by WOPI. What it edits is plain text.
 */
export class OfficeEditor {
  /** How the host answered, by operation. */
  readonly answers: string[] = [];
  private keys: SigningKeys = { current: newProofKey(), old: newProofKey() };

  private constructor(private readonly server: Server) {}

  static async open(): Promise<OfficeEditor> {
    const server = createServer();
    const editor = new OfficeEditor(server);
    server.on('request', (request, response) => {
      editor.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return editor;
  }

  get origin(): string {
    return `http://localhost:${String((this.server.address() as AddressInfo).port)}`;
  }

  get discoveryUrl(): string {
    return `${this.origin}/hosting/discovery`;
  }

  get signingKeys(): SigningKeys {
    return this.keys;
  }

  /** From now on it signs with a new key. */
  rotate(): void {
    this.keys = { current: newProofKey(), old: this.keys.current };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  ask(method: 'GET' | 'POST', opened: Opened, call: WopiCall = {}): Promise<Response> {
    return askHost(this.keys, method, opened, call);
  }

  private get discovery(): string {
    const now = publicParts(this.keys.current);
    const before = publicParts(this.keys.old);
    const actions = EXTENSIONS.flatMap((ext) =>
      ['edit', 'view'].map(
        (name) =>
          `<action name="${name}" ext="${ext}" urlsrc="${this.origin}/open?&lt;ui=UI_LLCC&amp;&gt;"/>`,
      ),
    ).join('');
    return (
      `<?xml version="1.0" encoding="utf-8"?><wopi-discovery><net-zone name="external-http"><app name="Double">${actions}</app></net-zone>` +
      `<proof-key modulus="${now.modulus}" exponent="${now.exponent}" oldmodulus="${before.modulus}" oldexponent="${before.exponent}"/></wopi-discovery>`
    );
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.origin);
    const body = await textOf(request);
    if (pathname === '/hosting/discovery') {
      response.setHeader('content-type', 'text/xml').end(this.discovery);
    } else if (pathname === '/open' && request.method === 'POST') {
      const form = new URLSearchParams(body);
      const opened = {
        src: searchParams.get('WOPISrc') ?? '',
        token: form.get('access_token') ?? '',
        until: Number(form.get('access_token_ttl')),
      };
      const data = JSON.stringify(opened).replaceAll('"', '&quot;');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(PAGE.replace('<html lang="fr"', `<html lang="fr" data-opened="${data}"`));
    } else if (pathname === '/act') {
      const asked = JSON.parse(body) as Opened & { act: string; body: string };
      const outcome = asked.act === 'open' ? await this.read(asked) : await this.save(asked, asked.body);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(outcome));
    } else response.writeHead(404).end();
  }

  private async read(opened: Opened): Promise<{ status: number; text: string }> {
    await this.note('info', this.ask('GET', opened));
    const answer = await this.note('read', this.ask('GET', opened, { path: '/contents' }));
    return { status: answer.status, text: answer.ok ? await answer.text() : '' };
  }

  private async save(opened: Opened, text: string): Promise<{ status: number }> {
    const lock = { 'X-WOPI-Lock': LOCK };
    await this.note('lock', this.ask('POST', opened, { headers: { ...lock, 'X-WOPI-Override': 'LOCK' } }));
    const put = {
      path: '/contents',
      headers: { ...lock, 'X-WOPI-Override': 'PUT' },
      body: Buffer.from(text),
    };
    const { status } = await this.note('save', this.ask('POST', opened, put));
    await this.note(
      'unlock',
      this.ask('POST', opened, { headers: { ...lock, 'X-WOPI-Override': 'UNLOCK' } }),
    );
    return { status };
  }

  private async note(operation: string, asking: Promise<Response>): Promise<Response> {
    const answer = await asking;
    this.answers.push(`${operation} ${String(answer.status)}`);
    return answer;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
