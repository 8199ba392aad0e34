import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Spaces } from '@maroquin/access';
import { uploadMetadataSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { UPLOAD_LIFETIME_MS } from './upload-rows.js';
import type { UploadsService } from './uploads.service.js';

/** The request that tus is handling. */
export interface UploadRequest {
  readonly actor: Actor;
  readonly response: Pick<ServerResponse, 'setHeader'>;
}

export const uploadRequest = new AsyncLocalStorage<UploadRequest>();

/** @throws {DomainError} request.unauthenticated */
export const currentUploader = (): Actor => {
  const request = uploadRequest.getStore();
  if (request === undefined) throw new DomainError('request.unauthenticated');
  return request.actor;
};

/** In which language to refuse. */
export const uploadLocale = (): 'fr' | 'en' => uploadRequest.getStore()?.actor.locale ?? 'fr';

/** tus 1.0.0 (core, creation, creation-with-upload, termination, expiration) on our uploads. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

  constructor(
    private readonly uploads: UploadsService,
    private readonly spaces: Spaces,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const actor = currentUploader();
    const parsed = uploadMetadataSchema.safeParse(
      Object.fromEntries(
        Object.entries(upload.metadata ?? {}).filter(([, value]) => value !== null && value !== ''),
      ),
    );
    if (!parsed.success || upload.size === undefined) {
      throw new DomainError('request.invalid', {
        fields: [{ path: 'Upload-Metadata', message: 'filename is needed' }],
      });
    }
    const { filename, filetype, parentId, nameTaken, fileId, ifVersion } = parsed.data;
    const parent = parentId ?? fileId ?? (await this.spaces.personalSpaceOf(actor));
    await this.uploads.create(actor, upload.id, parent, upload.size, {
      filename,
      filetype: filetype ?? null,
      nameTaken: nameTaken ?? 'number',
      fileId: fileId ?? null,
      ifVersion: ifVersion ?? null,
    });
    upload.creation_date = new Date().toISOString();
    return upload;
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return this.uploads.append(currentUploader(), id, offset, stream);
  }

  override async getUpload(id: string): Promise<Upload> {
    const state = await this.uploads.get(currentUploader(), id);
    return new Upload({
      id,
      size: state.length,
      offset: state.stored,
      creation_date: state.createdAt.toISOString(),
    });
  }

  override remove(id: string): Promise<void> {
    return this.uploads.remove(currentUploader(), id);
  }

  override getExpiration(): number {
    return UPLOAD_LIFETIME_MS;
  }
}
