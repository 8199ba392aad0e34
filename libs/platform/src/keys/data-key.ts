import { DomainError } from '../errors/index.js';
import { openBytes, sealBytes, type SealContext } from './sealed-format.js';

const DATA_HEADER = 17;
const DATA_VERSION = 2;
/** Sealed together with columns in clear (`SealContext.bound`). */
const BOUND_DATA_VERSION = 3;

/** A key for one document, channel or blob, wrapped by its organisation's key. */
export class DataKey {
  private readonly header: Buffer;
  private readonly boundHeader: Buffer;

  /** `opensUnbound`: values that should be bound may still be of the earlier form, which was not (ADR 18). */
  constructor(
    readonly id: string,
    readonly orgId: string,
    private readonly key: Buffer,
    readonly opensUnbound: boolean,
  ) {
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    this.header = Buffer.concat([Buffer.from([DATA_VERSION]), idBytes]);
    this.boundHeader = Buffer.concat([Buffer.from([BOUND_DATA_VERSION]), idBytes]);
  }

  seal(context: SealContext, plain: Uint8Array): Buffer {
    return sealBytes(this.key, this.headerOf(context), this.orgId, context, plain);
  }

  /** @throws {DomainError} sealed.damaged */
  open(context: SealContext, sealed: Uint8Array): Buffer {
    const header = Buffer.from(sealed.buffer, sealed.byteOffset, Math.min(sealed.byteLength, DATA_HEADER));
    if (this.headerOf(context).equals(header))
      return openBytes(this.key, DATA_HEADER, this.orgId, context, sealed);
    if (this.opensUnbound && this.header.equals(header))
      return openBytes(this.key, DATA_HEADER, this.orgId, { ...context, bound: undefined }, sealed);
    throw new DomainError('sealed.damaged');
  }

  private headerOf({ bound }: SealContext): Buffer {
    return bound === undefined ? this.header : this.boundHeader;
  }
}
