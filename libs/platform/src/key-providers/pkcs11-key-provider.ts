import { createHash, randomBytes } from 'node:crypto';
import type { Pkcs11KeyConfig } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import {
  type KeyOwner,
  type KeyProvider,
  type ProviderKey,
  unwrapWith,
  WRAPPED_BY,
  wrapWith,
} from '../keys/index.js';
import { Pkcs11Tool } from './pkcs11-tool.js';
import { wholeKey } from './whole-key.js';

const SALT = 32;
const VERSION = WRAPPED_BY.pkcs11;

interface ListedKey {
  readonly id: string;
  readonly access: string;
}

/**
 * A security module that speaks PKCS#11. Its key never leaves it: for each wrapped key the module works out another one by
 * HMAC-SHA-256 of a random salt and of what is wrapped for whom, and that one wraps here (AES-256-GCM). Without the module
 * nobody finds it again. HMAC is what every module offers; not all authenticate what AES wraps.
 *
 * Layout: version · salt (32) · nonce (12) · ciphertext · tag (16).
 */
export class Pkcs11KeyProvider implements KeyProvider {
  readonly kind = 'pkcs11';
  readonly keyPerOrganisation = true;
  private readonly tool: Pkcs11Tool;
  /** Under way, for all who ask for the same meanwhile: the module takes one call at a time. */
  private readonly unwrapping = new Map<string, Promise<Buffer>>();

  constructor(private readonly config: Pkcs11KeyConfig) {
    this.tool = new Pkcs11Tool(config);
  }

  private labelOf(owner: KeyOwner): string {
    return owner === null ? this.config.key : `${this.config.key}-${owner}`;
  }

  /** Keys are found by their CKA_ID: the tool signs with any key when a label is unknown. */
  private idOf(owner: KeyOwner): string {
    return createHash('sha256').update(this.labelOf(owner)).digest('hex').slice(0, 40);
  }

  async wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    const salt = randomBytes(SALT);
    const wrapping = await this.derive(owner, salt, purpose);
    return Buffer.concat([
      Buffer.from([VERSION]),
      salt,
      wrapWith(wrapping, VERSION, key, purpose).subarray(1),
    ]);
  }

  unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    const asked = JSON.stringify([owner, wrapped.toString('base64'), purpose]);
    const unwrapping =
      this.unwrapping.get(asked) ??
      this.unwrapNow(owner, wrapped, purpose).finally(() => this.unwrapping.delete(asked));
    this.unwrapping.set(asked, unwrapping);
    return unwrapping;
  }

  private async unwrapNow(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    if (wrapped[0] !== VERSION || wrapped.length <= 1 + SALT) throw new DomainError('key.missing');
    if ((await this.describeKey(owner)) === null) throw new DomainError('key.missing');
    const wrapping = await this.derive(owner, wrapped.subarray(1, 1 + SALT), purpose);
    const rest = Buffer.concat([wrapped.subarray(0, 1), wrapped.subarray(1 + SALT)]);
    let key: Buffer;
    try {
      key = unwrapWith(wrapping, VERSION, rest, purpose);
    } catch (error) {
      throw new DomainError('key.missing', { cause: error });
    }
    return wholeKey(key);
  }

  private async derive(owner: KeyOwner, salt: Buffer, purpose: string): Promise<Buffer> {
    const data = Buffer.concat([Buffer.from('maroquin wrapping key\0'), salt, Buffer.from(purpose, 'utf8')]);
    const mac = await this.tool.run(['--sign', '-m', 'SHA256-HMAC', '--id', this.idOf(owner)], data);
    if (mac.length !== 32) throw new DomainError('key.provider-down');
    return mac;
  }

  async ensureKey(owner: KeyOwner): Promise<void> {
    if ((await this.describeKey(owner)) !== null) return;
    const named = ['--label', this.labelOf(owner), '--id', this.idOf(owner)];
    await this.tool.run(['--keygen', '--key-type', 'GENERIC:32', ...named, '--usage-sign', '--sensitive']);
  }

  rotateKey(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async destroyKey(owner: string): Promise<void> {
    if ((await this.describeKey(owner)) === null) return;
    await this.tool.run(['--delete-object', '--type', 'secrkey', '--id', this.idOf(owner)]);
    if ((await this.describeKey(owner)) !== null) throw new DomainError('key.provider-down');
  }

  async describeKey(owner: KeyOwner): Promise<ProviderKey | null> {
    const listed = (await this.tool.run(['--list-objects', '--type', 'secrkey'])).toString('utf8');
    const found = parseKeys(listed).find(({ id }) => id === this.idOf(owner));
    if (found === undefined) return null;
    return {
      name: this.labelOf(owner),
      version: null,
      extractable: !/\bnever extractable\b/.test(found.access),
    };
  }
}

/** As the tool lists secret keys: a heading each, then `name: value` lines. */
function parseKeys(listed: string): ListedKey[] {
  return listed
    .split(/^Secret Key Object/m)
    .slice(1)
    .map((block) => ({
      id: /^\s+ID:\s+([0-9a-f]+)\s*$/m.exec(block)?.[1] ?? '',
      access: /^\s+Access:\s+(.*)$/m.exec(block)?.[1] ?? '',
    }));
}
