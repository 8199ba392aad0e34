import { Injectable } from '@nestjs/common';
import { FilesService } from '../files/files.service.js';
import { OfficeAccess } from './office-access.js';
import { answerNothing, versionOf, type WopiExchange } from './wopi-exchange.js';
import { lockOf, neededLockOf, WopiLocks } from './wopi-locks.js';

/** Lock, UnlockAndRelock, RefreshLock, Unlock and GetLock. */
@Injectable()
export class WopiLocking {
  constructor(
    private readonly office: OfficeAccess,
    private readonly locks: WopiLocks,
    private readonly files: FilesService,
  ) {}

  async run(
    exchange: WopiExchange,
    operation: 'LOCK' | 'UNLOCK' | 'REFRESH_LOCK' | 'GET_LOCK',
  ): Promise<void> {
    const { actor, fileId, request, response } = exchange;
    const { orgId } = await this.office.require(actor, fileId);
    const file = { orgId, fileId };
    const { headers } = request;
    const given = (): string => neededLockOf(headers['x-wopi-lock']);
    if (operation === 'GET_LOCK') response.set('X-WOPI-Lock', await this.locks.get(actor, file));
    else if (operation === 'LOCK')
      await this.locks.lock(actor, file, given(), lockOf(headers['x-wopi-oldlock']));
    else if (operation === 'UNLOCK') await this.locks.unlock(actor, file, given());
    else await this.locks.refresh(actor, file, given());
    response.set('X-WOPI-ItemVersion', versionOf(await this.files.facts(actor, fileId)));
    answerNothing(exchange);
  }
}
