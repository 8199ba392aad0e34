import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ExportFormat } from '@maroquin/contracts';

const MAX_RETRIES = 5;
const importedSchema = z.object({ id: z.string() });

/** The document that an import made, of its answer. */
export const importedId = (body: unknown): string => importedSchema.parse(body).id;

const problemSchema = z.object({ code: z.string() });

/** Why a file was refused: a machine that is busy refuses others than a file that is damaged does. */
export const refusalOf = (status: number, body: unknown): string =>
  `answered ${String(status)} ${problemSchema.safeParse(body).data?.code ?? ''}`.trim();

/** The routes of a running server that the suites on office files use. */
export class OfficeServer {
  constructor(private readonly run: { readonly baseUrl: string; readonly token: string }) {}

  private async call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.run.token}`, accept: '*/*' };
    return fetch(new URL(path, this.run.baseUrl), { ...init, headers, redirect: 'manual' });
  }

  /** Posts the file; one that is told to come back later does. */
  async import(path: string, limitMs: number): Promise<Response> {
    const content = await readFile(path);
    for (let attempt = 1; ; attempt += 1) {
      const form = new FormData();
      form.set('file', new Blob([content]), basename(path));
      const response = await this.call('/api/v1/documents/import', {
        method: 'POST',
        body: form,
        signal: AbortSignal.timeout(limitMs),
      });
      if (![429, 503].includes(response.status) || attempt === MAX_RETRIES) return response;
      await response.arrayBuffer();
      await wait(1000 * Math.min(10, Number(response.headers.get('retry-after') ?? 1)));
    }
  }

  async textOf(id: string): Promise<string> {
    const response = await this.call(`/api/v1/documents/${id}/text`);
    if (!response.ok) throw new Error(`its text answered ${String(response.status)}`);
    return response.text();
  }

  async export(id: string, format: ExportFormat): Promise<Uint8Array> {
    const response = await this.call(`/api/v1/documents/${id}/export?format=${format}`);
    if (!response.ok) throw new Error(`its ${format} answered ${String(response.status)}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async isAlive(): Promise<boolean> {
    const response = await this.call('/healthz/live', { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  }
}
