import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Spaces } from '@maroquin/access';
import { uploadMetadataSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { UPLOAD_LIFETIME_MS, type UploadsService } from './uploads.service.js';

/** Who makes the request that tus is handling. */
export const uploader = new AsyncLocalStorage<Actor>();

const currentActor = (): Actor => {
  const actor = uploader.getStore();
  if (actor === undefined) throw new DomainError('request.unauthenticated');
  return actor;
};

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
    const actor = currentActor();
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
    const { filename, filetype, parentId } = parsed.data;
    const parent = parentId ?? (await this.spaces.personalSpaceOf(actor));
    await this.uploads.create(actor, upload.id, parent, upload.size, {
      filename,
      filetype: filetype ?? null,
    });
    upload.creation_date = new Date().toISOString();
    return upload;
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return this.uploads.append(currentActor(), id, offset, stream);
  }

  override async getUpload(id: string): Promise<Upload> {
    const state = await this.uploads.get(currentActor(), id);
    return new Upload({
      id,
      size: state.length,
      offset: state.stored,
      creation_date: state.createdAt.toISOString(),
    });
  }

  override remove(id: string): Promise<void> {
    return this.uploads.remove(currentActor(), id);
  }

  override getExpiration(): number {
    return UPLOAD_LIFETIME_MS;
  }
}
