import { DomainError } from '../errors/index.js';
import type { KeyOwner, KeyProvider, KeyProviderKind, ProviderKey } from '../keys/index.js';

/** While keys move: everything new is wrapped by the present provider, and what the former one wrapped still opens. */
export class MovingKeyProvider implements KeyProvider {
  constructor(
    private readonly present: KeyProvider,
    private readonly former: KeyProvider,
  ) {}

  get kind(): KeyProviderKind {
    return this.present.kind;
  }

  get keyPerOrganisation(): boolean {
    return this.present.keyPerOrganisation;
  }

  wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    return this.present.wrap(owner, key, purpose);
  }

  async unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    try {
      return await this.present.unwrap(owner, wrapped, purpose);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'key.missing') throw error;
      return this.former.unwrap(owner, wrapped, purpose);
    }
  }

  ensureKey(owner: KeyOwner): Promise<void> {
    return this.present.ensureKey(owner);
  }

  rotateKey(owner: KeyOwner): Promise<boolean> {
    return this.present.rotateKey(owner);
  }

  /** At both: what the former one wrapped is in backups from before. */
  async destroyKey(owner: string): Promise<void> {
    if (this.former.keyPerOrganisation) await this.former.destroyKey(owner);
    await this.present.destroyKey(owner);
  }

  describeKey(owner: KeyOwner): Promise<ProviderKey | null> {
    return this.present.describeKey(owner);
  }
}
