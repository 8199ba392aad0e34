import { Injectable } from '@nestjs/common';
import { ResourceTree } from '@maroquin/access';
import { DomainError } from '@maroquin/platform/errors';
import { OfficeAccess } from './office-access.js';
import { WopiError } from './wopi-error.js';
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
    await this.locks.requireHeldNow(actor, { orgId, fileId }, lock, true);
    try {
      await this.tree.rename(actor, fileId, name, view.version);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'resource.name-taken') throw error;
      throw new WopiError(400, { 'X-WOPI-InvalidFileNameError': 'Another file has this name' });
    }
    answerJson(exchange, { Name: stem });
  }
}
