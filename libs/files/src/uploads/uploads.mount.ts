import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Spaces } from '@maroquin/access';
import { FILE_ID_HEADER, FILE_MAX_BYTES, idSchema } from '@maroquin/contracts';
import { LOGGER, newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError, toProblem } from '@maroquin/platform/errors';
import { retryAfterOf } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { toUploadError } from './tus-problems.js';
import { TusServer } from './tus-server.js';
import { currentUploader, TusStore, uploadLocale, uploadRequest } from './tus-store.js';
import { UploadLocks } from './upload-locks.js';
import { UploadsService } from './uploads.service.js';

const lastSegment = /^\/uploads\/([0-9a-f-]{36})$/;
/** How long a request that another one takes over from may go on reading, ms. */
const DRAIN_MS = 1_000;

/** tus 1.0.0 at /uploads/: mounted beside Nest, behind the same authentication. */
@Injectable()
export class UploadsMount {
  private readonly tus: TusServer;

  constructor(
    private readonly uploads: UploadsService,
    spaces: Spaces,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.tus = new TusServer({
      path: '/uploads',
      datastore: new TusStore(uploads, spaces),
      locker: new UploadLocks(),
      lockDrainTimeout: DRAIN_MS,
      maxSize: FILE_MAX_BYTES,
      relativeLocation: true,
      allowedOrigins: [],
      namingFunction: () => newId(),
      onUploadFinish: async (_request, upload) => ({
        headers: { [FILE_ID_HEADER]: await this.uploads.finish(currentUploader(), upload.id) },
      }),
      onResponseError: (_request, error) => this.refusalOf(toUploadError(error)),
    });
  }

  private refusalOf(error: unknown): { status_code: number; body: string } {
    const problem = toProblem(error, uploadLocale());
    if (!(error instanceof DomainError)) this.logger.error({ err: error }, 'an upload failed');
    const retryAfter = retryAfterOf(error);
    if (retryAfter !== undefined) uploadRequest.getStore()?.response.setHeader('Retry-After', retryAfter);
    return { status_code: problem.status, body: JSON.stringify(problem) };
  }

  /**
   * Answers one request of an authenticated person. `request.url` is the whole path. Whose upload it is, is asked before
   * its lock is taken: nobody else may interrupt it, nor learn that it is busy.
   * @throws {DomainError} request.not-found
   */
  async handle(actor: Actor, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await uploadRequest.run({ actor, response }, async () => {
      const id = idSchema.safeParse(lastSegment.exec(request.url ?? '')?.[1]);
      if (id.success) {
        const { stored, length } = await this.uploads.get(actor, id.data);
        // All bytes arrived, but the answer that named the file was lost: it is made, or named, now.
        if (request.method === 'HEAD' && stored === length)
          response.setHeader(FILE_ID_HEADER, await this.uploads.finish(actor, id.data));
      }
      await this.tus.handle(request, response);
    });
  }
}
