import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../../support/http-client.js';
import { pause } from '../../support/until.js';
import type { Trace } from './trace.js';

/** Somebody's program that asks by HTTP again and again: it reads the document, and it writes into the channel. */
export class AskingVictim {
  answered = 0;
  private stopped = false;

  constructor(
    private readonly http: HttpClient,
    private readonly places: { readonly documentId: string; readonly channelId: string },
    private readonly trace: Trace,
    /** False: who may go on reading asks only what it may no longer do. */
    private readonly reads: boolean,
  ) {}

  async ask(everyMs: number): Promise<void> {
    const { documentId, channelId } = this.places;
    for (let turn = 0; !this.stopped; turn += 1) {
      const write = [`/channels/${channelId}/messages`, { clientId: randomUUID(), text: 'v' }] as const;
      await (this.reads && turn % 2 === 0
        ? this.one('GET', `/documents/${documentId}`)
        : this.one('POST', ...write));
      await pause(everyMs);
    }
  }

  leave(): void {
    this.stopped = true;
  }

  private async one(method: string, path: string, body?: object): Promise<void> {
    const sentAt = performance.now();
    const answer = await fetch(`${this.http.url}/api/v1${path}`, {
      method,
      headers: { ...this.http.headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    await answer.arrayBuffer();
    if (answer.ok) {
      this.answered += 1;
      this.trace.accepted(sentAt);
    } else if (answer.status === 401 || answer.status === 404) this.trace.refused();
    else throw new Error(`${method} ${path} answered ${String(answer.status)}`);
  }
}
