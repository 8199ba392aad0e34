import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ChatClient } from '../../support/chat-client.js';
import { CollabClient } from '../../support/collab-client.js';
import { HttpClient } from '../../support/http-client.js';
import { until } from '../../support/until.js';
import type { Act, Colleague, Sample } from './others.js';

/** How often each act begins, whether or not the one before is done: who waits does not ask less. */
const EVERY_MS = { me: 50, edit: 200, message: 400, file: 400, upload: 1_000 } as const satisfies Partial<
  Record<Act, number>
>;
const PATIENCE_MS = 15_000;
/** Acts under way of one kind: who is not served does not become a crowd. */
const MOST_UNDER_WAY = 10;
const UPLOAD_BYTES = 20_000;

/** One person who asks, types, writes messages, reads and uploads files, at the pace of a busy group, and notes how long each took. */
export class ColleagueAtWork {
  private readonly collab: CollabClient;
  private readonly chat: ChatClient;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly underWay = new Map<number, Act>();
  private turn = 0;

  constructor(
    private readonly url: string,
    private readonly colleague: Colleague,
    private readonly note: (sample: Sample) => void,
  ) {
    const http = new HttpClient(url, { cookie: colleague.cookie });
    this.collab = new CollabClient(http, colleague.documentId);
    this.chat = new ChatClient(http);
  }

  async begin(): Promise<void> {
    await until(() => this.collab.synced && this.chat.socket.connected, `${this.colleague.name} is at work`);
    this.chat.follow(this.colleague.channelId);
    const acts: Readonly<Record<keyof typeof EVERY_MS, () => Promise<void>>> = {
      me: () => this.ask('GET', '/api/v1/me'),
      edit: () => this.edit(),
      message: () => this.say(),
      file: () => this.ask('GET', `/api/v1/files/${this.colleague.fileId}/content`),
      upload: () => this.upload(),
    };
    for (const act of Object.keys(acts) as (keyof typeof EVERY_MS)[])
      setInterval(() => void this.perform(act, acts[act]), EVERY_MS[act]);
  }

  /** When the oldest act under way began. */
  get oldest(): number {
    return Math.min(...this.underWay.keys());
  }

  private async perform(act: Act, work: () => Promise<void>): Promise<void> {
    if ([...this.underWay.values()].filter((other) => other === act).length >= MOST_UNDER_WAY) return;
    const at = performance.now() + (this.turn = (this.turn + 1) % 1_000) / 1e6; // unlike any other
    this.underWay.set(at, act);
    const failure = await inTime(work()).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    this.underWay.delete(at);
    this.note({ who: this.colleague.name, act, ms: performance.now() - at, at, failure });
  }

  /** Resolves once it is committed. The document stays small. */
  private edit(): Promise<void> {
    return this.collab.edit((doc) => {
      const text = doc.getText('text');
      if (text.length > 4_000) text.delete(0, 2_000);
      text.insert(text.length, 'travail ');
    });
  }

  private async say(): Promise<void> {
    this.chat.heard.set(this.colleague.channelId, []);
    await this.chat.sendOnce(this.colleague.channelId, randomUUID(), 'Bonjour à tous');
  }

  /** In two steps, as browsers do (tus 1.0): its bytes are an act of their own. */
  private async upload(): Promise<void> {
    const metadata = [
      `filename ${Buffer.from(`${randomUUID()}.txt`).toString('base64')}`,
      `parentId ${Buffer.from(this.colleague.folderId).toString('base64')}`,
    ].join(',');
    const made = await this.send('POST', '/uploads/', {
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(UPLOAD_BYTES),
        'upload-metadata': metadata,
      },
    });
    const path = new URL(made.location, this.url).pathname;
    void this.perform('bytes', () => this.sendBytes(path));
  }

  private async sendBytes(path: string): Promise<void> {
    await this.send('PATCH', path, {
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.alloc(UPLOAD_BYTES, randomUUID()),
    });
  }

  private async ask(method: string, path: string): Promise<void> {
    await this.send(method, path, { headers: {} });
  }

  /** @throws {Error} naming any status that is no success */
  private send(
    method: string,
    path: string,
    { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body?: Uint8Array },
  ): Promise<{ location: string }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.url}${path}`, {
        method,
        agent: this.agent,
        headers: { ...this.colleague.headers, ...headers, 'content-length': String(body?.length ?? 0) },
      });
      outgoing.on('error', reject);
      outgoing.on('response', (answer) => {
        answer.resume();
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve({ location: answer.headers.location ?? '' });
          else reject(new Error(`${method} answered ${String(status)}`));
        });
      });
      outgoing.end(body);
    });
  }
}

function inTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not within ${String(PATIENCE_MS)} ms`)), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
