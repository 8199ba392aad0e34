import { Injectable } from '@nestjs/common';
import { WopiError } from './wopi-error.js';
import { headerOf, type WopiExchange } from './wopi-exchange.js';
import { WopiLocking } from './wopi-locking.js';
import { WopiReads } from './wopi-reads.js';
import { WopiRename } from './wopi-rename.js';
import { WopiSaveAs } from './wopi-save-as.js';
import { WopiWrites } from './wopi-writes.js';

/** Which operation a request asks for. Deletion is not offered: an editor needs none, and the drive has its bin. */
@Injectable()
export class WopiOperations {
  constructor(
    private readonly reads: WopiReads,
    private readonly writes: WopiWrites,
    private readonly saveAs: WopiSaveAs,
    private readonly names: WopiRename,
    private readonly locking: WopiLocking,
  ) {}

  /** @param isContent the address of the bytes, rather than of the file @throws {WopiError} 501 for what is not offered */
  async run(exchange: WopiExchange, isContent: boolean): Promise<void> {
    const { method } = exchange.request;
    const override = headerOf(exchange, 'x-wopi-override')?.toUpperCase() ?? '';
    if (method === 'GET') return isContent ? this.reads.content(exchange) : this.reads.info(exchange);
    if (method !== 'POST') throw new WopiError(501);
    if (isContent) {
      if (override !== 'PUT' && override !== '') throw new WopiError(501);
      return this.writes.put(exchange);
    }
    switch (override) {
      case 'PUT_RELATIVE':
        return this.saveAs.put(exchange);
      case 'RENAME_FILE':
        return this.names.rename(exchange);
      case 'LOCK':
      case 'UNLOCK':
      case 'REFRESH_LOCK':
      case 'GET_LOCK':
        return this.locking.run(exchange, override);
      default:
        throw new WopiError(501);
    }
  }
}
