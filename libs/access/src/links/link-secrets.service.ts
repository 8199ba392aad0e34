import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { PasswordHasher } from '@maroquin/platform/passwords';
import type { ExternalLinkRow } from './link.entities.js';
import { proofOf, requireProof } from './link-proof.js';
import {
  newLinkSecret,
  openLinkToken,
  sealLinkName,
  sealLinkPassword,
  sealLinkToken,
} from './link-secrets.js';

interface Words {
  readonly name?: string | undefined;
  /** null: none any more. */
  readonly password?: string | null | undefined;
}

/** What of a link must not lie in the database as it is. */
@Injectable()
export class LinkSecrets {
  constructor(
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** The address, and what is kept of it: to find the link by, and to show it again. */
  async newLink(
    orgId: string,
    id: string,
  ): Promise<{ link: string; tokenHash: Buffer; tokenSealed: Buffer }> {
    const token = newLinkSecret();
    return {
      link: this.addressOf(token),
      tokenHash: this.hashOf(token),
      tokenSealed: sealLinkToken(await this.keys.forOrg(orgId), id, token),
    };
  }

  /**
   * The address of a link whose row is what the server wrote. null: its secret was not kept.
   * @throws {DomainError} sealed.damaged
   */
  async addressAgain(tx: Tx, link: ExternalLinkRow): Promise<string | null> {
    await this.requireProof(tx, link);
    if (link.tokenSealed === null) return null;
    const token = openLinkToken(await this.keys.forOrg(link.orgId, tx), link.id, link.tokenSealed);
    if (!this.hashOf(token).equals(link.tokenHash)) throw new DomainError('sealed.damaged');
    return this.addressOf(token);
  }

  /** In the fragment: no server, proxy or log sees it. */
  private addressOf(token: string): string {
    return `${this.config.publicUrl}/lien#${token}`;
  }

  private hashOf(token: string): Buffer {
    return this.keys.instance.secretHash('external-link', token);
  }

  /** Only what is given. */
  async seal(
    orgId: string,
    id: string,
    { name, password }: Words,
  ): Promise<{ nameSealed?: Buffer; passwordSealed?: Buffer | null }> {
    const keys = await this.keys.forOrg(orgId);
    const passwordSealed =
      typeof password === 'string' ? sealLinkPassword(keys, id, await this.hasher.hash(password)) : password;
    return {
      ...(name === undefined ? {} : { nameSealed: sealLinkName(keys, id, name) }),
      ...(passwordSealed === undefined ? {} : { passwordSealed }),
    };
  }

  /** To be written with every change of what the link demands or opens. */
  async proofOf(
    tx: Tx,
    link: Omit<
      ExternalLinkRow,
      'nameSealed' | 'tokenSealed' | 'lastUsedAt' | 'revokedAt' | 'proof' | 'version'
    >,
  ): Promise<Buffer> {
    return proofOf(await this.keys.forOrg(link.orgId, tx), link);
  }

  /** @throws {DomainError} sealed.damaged for a link that was changed by other means than this server */
  async requireProof(tx: Tx, link: ExternalLinkRow): Promise<void> {
    requireProof(await this.keys.forOrg(link.orgId, tx), link);
  }
}
