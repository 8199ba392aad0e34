import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { decodeSnapshot } from '@maroquin/coediting';
import type { SuppliedTemplate, TemplatePreview } from '@maroquin/contracts';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { FieldValues } from '@maroquin/prose';
import { DocumentContents } from '../checkpoints/document-contents.js';
import { WorkerPool } from '../workers/worker-pool.js';
import type { NewContent, TemplateAnswers, TemplateRequest } from './template-worker.js';

/** Wall clock of one step, milliseconds. */
const TIME_LIMIT_MS = 20_000;

/** A document that stands over another one. */
export interface Letterhead {
  readonly orgId: string;
  readonly id: string;
  /** New ids of its pictures. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** What documents made from others begin with, in worker threads. Access rule: the caller has checked document.read. */
@Injectable()
export class TemplateContents implements OnModuleDestroy {
  private readonly pool = new WorkerPool<TemplateRequest, unknown>({
    filename: workerFile(import.meta.url, './template-worker.js'),
    timeLimitMs: TIME_LIMIT_MS,
  });

  constructor(private readonly contents: DocumentContents) {}

  /** @throws {DomainError} request.not-found, server.unavailable */
  async preview(orgId: string, id: string): Promise<TemplatePreview> {
    return this.run({ task: 'read', ...(await this.updatesOf(orgId, id)) });
  }

  /** @throws {DomainError} request.not-found, request.unprocessable, import.too-large, server.unavailable */
  async copy(
    { orgId, id }: { readonly orgId: string; readonly id: string },
    values: FieldValues,
    pictures: ReadonlyMap<string, string>,
  ): Promise<{ kind: 'prose' | 'text'; update: Uint8Array; pictures: readonly string[] }> {
    const written = await this.updatesOf(orgId, id);
    const content = await this.run({ task: 'copy', ...written, values, pictures });
    return { kind: written.kind, ...made(content) };
  }

  /** @param head what stands over it @throws {DomainError} request.unprocessable, import.too-large, server.unavailable */
  async supplied(
    supplied: SuppliedTemplate,
    values: FieldValues,
    head: Letterhead | null,
  ): Promise<{ update: Uint8Array; pictures: readonly string[] }> {
    const above =
      head === null
        ? null
        : { updates: (await this.updatesOf(head.orgId, head.id)).updates, pictures: head.pictures };
    return made(await this.run({ task: 'supplied', supplied, values, head: above }));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.destroy();
  }

  private async updatesOf(orgId: string, id: string) {
    const { kind, base, updates } = await this.contents.read(orgId, id);
    const written = updates.map(({ update }) => update);
    return { kind, updates: base === null ? written : [decodeSnapshot(base).update, ...written] };
  }

  private async run<Task extends TemplateRequest['task']>(
    request: TemplateRequest & { readonly task: Task },
  ): Promise<TemplateAnswers[Task]> {
    return (await this.pool.run(request)) as TemplateAnswers[Task];
  }
}

/** @throws {DomainError} request.unprocessable, import.too-large */
function made(content: NewContent): Exclude<NewContent, 'too-large' | { refused: readonly number[] }> {
  if (content === 'too-large') throw new DomainError('import.too-large');
  if (!('refused' in content)) return content;
  // By their place in the form: labels are what somebody wrote.
  const fields = content.refused.map((place) => ({
    path: `fields.${String(place)}`,
    message: 'invalid value',
  }));
  throw new DomainError('request.unprocessable', { fields });
}
