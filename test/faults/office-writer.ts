import { createHash } from 'node:crypto';
import { type OfficeSession, officeSessionSchema } from '@maroquin/contracts';
import type { HttpClient } from '../support/http-client.js';
import type { OfficeEditor } from '../support/office/office-editor.js';
import type { WopiCall } from '../support/office/wopi-client.js';
import { pause } from '../support/until.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';
import type { Verdict } from './verdict.js';

const AGAIN_MS = 250;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An office editor that saves one spreadsheet again and again, by WOPI and under its lock. */
export class OfficeWriter extends RepeatedWork {
  acked = 0;
  /** Of what was saved last. */
  saved: string | null = null;
  private session: OfficeSession | null = null;

  constructor(
    readonly fileId: string,
    private readonly http: HttpClient,
    private readonly editor: OfficeEditor,
    random: Random,
  ) {
    super(random, [20, 100]);
  }

  protected async act(): Promise<void> {
    const bytes = this.random.bytes(this.random.between(1_000, 300_000));
    while (!(await this.save(bytes).catch(() => false))) await pause(AGAIN_MS);
    this.saved = sha256(bytes);
    this.acked += 1;
  }

  private async save(bytes: Uint8Array): Promise<boolean> {
    this.session ??= await this.http.json(officeSessionSchema, 'POST', `/files/${this.fileId}/editor`);
    const lock = { 'X-WOPI-Lock': `writer-${this.fileId}` };
    const locked = await this.ask(this.session, { headers: { ...lock, 'X-WOPI-Override': 'LOCK' } });
    if (!locked.ok) {
      if (locked.status === 401) this.session = null;
      return false;
    }
    const put = { path: '/contents', headers: { ...lock, 'X-WOPI-Override': 'PUT' }, body: bytes };
    return (await this.ask(this.session, put)).ok;
  }

  private ask(session: OfficeSession, call: WopiCall): Promise<Response> {
    const { accessToken: token, accessTokenTtl: until } = session;
    return this.editor.ask('POST', { src: `${this.http.url}/wopi/files/${this.fileId}`, token, until }, call);
  }
}

/** The spreadsheet holds what was saved last. */
export async function checkWritten(
  reader: HttpClient,
  writers: readonly OfficeWriter[],
  verdict: Verdict,
): Promise<void> {
  for (const { fileId, saved, acked } of writers) {
    verdict.acked += acked;
    if (saved === null) continue;
    const bytes = await reader.bytes(`/files/${fileId}/content`).catch(() => null);
    if (bytes === null || sha256(bytes) !== saved)
      verdict.blame('lost', `what the editor saved in ${fileId}`);
  }
}
