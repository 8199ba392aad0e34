import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import { Spaces } from '@maroquin/access';
import { FILE_ID_HEADER, FILE_MAX_BYTES, idSchema } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError, toProblem } from '@maroquin/platform/errors';
import { TusStore, uploader } from './tus-store.js';
import { UploadsService } from './uploads.service.js';

const lastSegment = /^\/uploads\/([0-9a-f-]{36})$/;

/** The tus door at /uploads/: mounted beside Nest, behind the same authentication. */
@Injectable()
export class UploadsMount {
  private readonly tus: Server;

  constructor(
    private readonly uploads: UploadsService,
    spaces: Spaces,
  ) {
    this.tus = new Server({
      path: '/uploads',
      datastore: new TusStore(uploads, spaces),
      maxSize: FILE_MAX_BYTES,
      relativeLocation: true,
      allowedOrigins: [],
      namingFunction: () => newId(),
      onUploadFinish: async (_request, upload) => ({
        headers: { [FILE_ID_HEADER]: await this.finish(upload.id) },
      }),
      onResponseError: (_request, error) => {
        const known = 'status_code' in error && !(error instanceof DomainError);
        if (known) return undefined;
        const problem = toProblem(error, uploader.getStore()?.locale ?? 'fr');
        return { status_code: problem.status, body: JSON.stringify(problem) };
      },
    });
  }

  private finish(id: string): Promise<string> {
    const actor = uploader.getStore();
    if (actor === undefined) throw new DomainError('request.unauthenticated');
    return this.uploads.finish(actor, id);
  }

  /** Answers one request of an authenticated person. `request.url` is the whole path. */
  async handle(actor: Actor, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await uploader.run(actor, async () => {
      if (request.method === 'HEAD') await this.announceFile(actor, request, response);
      await this.tus.handle(request, response);
    });
  }

  /** All bytes arrived, but the answer that named the file was lost: make or name it now. */
  private async announceFile(
    actor: Actor,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const id = idSchema.safeParse(lastSegment.exec(request.url ?? '')?.[1]);
    if (!id.success) return;
    const state = await this.uploads.get(actor, id.data).catch(() => null);
    if (state === null || state.stored !== state.length) return;
    response.setHeader(FILE_ID_HEADER, await this.uploads.finish(actor, id.data));
  }
}
