import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '@maroquin/platform/config';
import type { Logger } from '@maroquin/platform/logging';
import { lengthOf } from '../files/content-length.js';
import { FilesService } from '../files/files.service.js';
import type { AddedVersion } from '../files/version-rows.js';
import { WriteFile } from '../files/write-file.js';
import { OfficeAccess } from './office-access.js';
import { OfficeEditing } from './office-editing.js';
import { changedInStore, failureOf } from './wopi-error.js';
import { answerJson, headerOf, type WopiExchange } from './wopi-exchange.js';
import { lockOf, WopiLocks } from './wopi-locks.js';

/** PutFile: what the editor saves is the newest version, as what the web replaces and what a file manager writes. */
@Injectable()
export class WopiWrites {
  constructor(
    private readonly office: OfficeAccess,
    private readonly files: FilesService,
    private readonly writer: WriteFile,
    private readonly locks: WopiLocks,
    private readonly editing: OfficeEditing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async put(exchange: WopiExchange): Promise<void> {
    const { actor, fileId } = exchange;
    const { orgId } = await this.office.require(actor, fileId);
    const file = { orgId, fileId };
    const written = await this.write(exchange, orgId).catch(async (error: unknown) => {
      await this.remember(this.editing.refused(actor, file, failureOf(error)));
      throw error;
    });
    await this.remember(this.editing.saved(actor, file, exchange.sentAt));
    // Of this version, whatever became the newest since: by its time the editor notices that another one did.
    exchange.response.set('X-WOPI-ItemVersion', written.id);
    answerJson(exchange, { LastModifiedTime: written.writtenAt.toISOString() });
  }

  private async write(exchange: WopiExchange, orgId: string): Promise<AddedVersion> {
    const { actor, fileId, request } = exchange;
    const lock = lockOf(request.headers['x-wopi-lock']);
    const { number, size, writtenAt, name } = await this.files.facts(actor, fileId);
    const file = { orgId, fileId };
    // A new file of no bytes is written without a lock.
    await this.locks.requireHeldNow(actor, file, lock, size === 0);
    const seen = headerOf(exchange, 'x-cool-wopi-timestamp') ?? headerOf(exchange, 'x-lool-wopi-timestamp');
    if (seen !== undefined && Date.parse(seen) !== writtenAt.getTime()) throw changedInStore();
    return this.writer.replace(
      actor,
      {
        ...{ parentId: fileId, name, fileId, length: lengthOf(request) },
        ...(seen !== undefined && { ifVersion: number }),
        stillHolds: (tx) => this.locks.requireHeld(tx, file, lock, size === 0),
      },
      request,
    );
  }

  /** What the page shows of it: that it is not shown changes nothing of what was saved. */
  private remember(outcome: Promise<void>): Promise<void> {
    return outcome.catch((error: unknown) => {
      this.logger.warn(
        { err: error },
        'the outcome of a save by the office editor was not kept for its page',
      );
    });
  }
}
