import { Injectable } from '@nestjs/common';
import { type LockedTx, ResourceTree } from '@maroquin/access';
import { DomainError } from '@maroquin/platform/errors';
import { OfficeAccess } from './office-access.js';
import { lockMismatch, WopiError } from './wopi-error.js';
import { answerJson, headerOf, type WopiExchange } from './wopi-exchange.js';
import { lockOf, WopiLocks } from './wopi-locks.js';
import { decodeUtf7, nameOf } from './wopi-names.js';

/** RenameFile: another name, with the ending that the file has. */
@Injectable()
export class WopiRename {
  constructor(
    private readonly office: OfficeAccess,
    private readonly tree: ResourceTree,
    private readonly locks: WopiLocks,
  ) {}

  async rename(exchange: WopiExchange): Promise<void> {
    const { actor, fileId, request } = exchange;
    const { orgId, view, extension } = await this.office.require(actor, fileId);
    const wanted = headerOf(exchange, 'x-wopi-requestedname');
    if (wanted === undefined) throw new WopiError(400);
    const stem = nameOf(decodeUtf7(wanted));
    const name = nameOf(extension === '' ? stem : `${stem}${view.name.slice(-extension.length - 1)}`);
    const lock = lockOf(request.headers['x-wopi-lock']);
    const stillHolds = async (tx: LockedTx): Promise<void> => {
      await tx.require(actor, 'file.write', fileId);
      await this.locks.requireHeld(tx, { orgId, fileId }, lock, true);
    };
    await this.tree.rename(actor, fileId, name, view.version, stillHolds).catch((error: unknown) => {
      throw refusalOf(error, lock ?? '');
    });
    answerJson(exchange, { Name: stem });
  }
}

/** In words of WOPI, where it has some. @param held the lock under which it was refused */
function refusalOf(error: unknown, held: string): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code === 'request.conflict') return lockMismatch(held, 'The file was renamed or moved meanwhile');
  if (error.code !== 'resource.name-taken') return error;
  return new WopiError(400, { 'X-WOPI-InvalidFileNameError': 'Another file has this name' });
}
