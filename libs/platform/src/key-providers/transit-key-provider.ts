import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { TransitKeyConfig } from '../config/index.js';
import { Egress } from '../egress/index.js';
import { DomainError } from '../errors/index.js';
import { wholeKey } from './whole-key.js';
import {
  type KeyOwner,
  type KeyProvider,
  OwnerRefused,
  type ProviderKey,
  WRAPPED_BY,
} from '../keys/index.js';

/** A key service answers in milliseconds; longer than this, and it counts as down. */
const WITHIN_MS = 5_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const KEY_TYPE = 'aes256-gcm96';

const encryptedSchema = z.object({
  data: z.object({ ciphertext: z.string().regex(/^[\x21-\x7e]{1,2000}$/) }),
});
const decryptedSchema = z.object({ data: z.object({ plaintext: z.base64() }) });
const keySchema = z.object({
  data: z.object({
    name: z.string(),
    type: z.string(),
    latest_version: z.number().int(),
    exportable: z.boolean(),
    allow_plaintext_backup: z.boolean(),
    soft_deleted: z.boolean().optional(),
  }),
});
/** What stands in `errors` when a key, or what it wrapped, is not the right one; everything else is the service's state. */
const NOT_THIS_KEY =
  /encryption key not found|message authentication failed|invalid ciphertext|unable to decrypt|disallowed by policy|ciphertext or signature version/;
const errorsSchema = z.object({ errors: z.array(z.string()) });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The transit engine of HashiCorp Vault and OpenBao: the keys stay there, and wrap and unwrap what we send. Each
 * organisation has a key of its own, named after the instance's.
 */
export class TransitKeyProvider implements KeyProvider {
  readonly kind = 'transit';
  readonly keyPerOrganisation = true;
  private readonly egress: Egress;
  private token: string;

  constructor(private readonly config: TransitKeyConfig) {
    this.egress = new Egress({
      origins: new Set([config.url]),
      withinMs: WITHIN_MS,
      maxBytes: MAX_ANSWER_BYTES,
    });
    this.token = config.token;
  }

  private nameOf(owner: KeyOwner): string {
    return owner === null ? this.config.key : `${this.config.key}-${owner}`;
  }

  async wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    const answer = await this.ask('POST', `encrypt/${this.nameOf(owner)}`, {
      plaintext: key.toString('base64'),
      associated_data: Buffer.from(purpose, 'utf8').toString('base64'),
    });
    const { ciphertext } = read(encryptedSchema, required(answer, owner)).data;
    return Buffer.concat([Buffer.from([WRAPPED_BY.transit]), Buffer.from(ciphertext, 'latin1')]);
  }

  async unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    if (wrapped[0] !== WRAPPED_BY.transit) throw new DomainError('key.missing');
    const answer = await this.ask('POST', `decrypt/${this.nameOf(owner)}`, {
      ciphertext: wrapped.subarray(1).toString('latin1'),
      associated_data: Buffer.from(purpose, 'utf8').toString('base64'),
    });
    return wholeKey(Buffer.from(read(decryptedSchema, required(answer, owner)).data.plaintext, 'base64'));
  }

  /** Asked first: encrypting under a name that is unknown makes a key, and would hide a wrong name. */
  async ensureKey(owner: KeyOwner): Promise<void> {
    if ((await this.describeKey(owner)) !== null) return;
    required(await this.ask('POST', `keys/${this.nameOf(owner)}`, { type: KEY_TYPE }), owner);
  }

  async rotateKey(owner: KeyOwner): Promise<boolean> {
    required(await this.ask('POST', `keys/${this.nameOf(owner)}/rotate`, {}), owner);
    return true;
  }

  async destroyKey(owner: string): Promise<void> {
    if ((await this.describeKey(owner)) === null) return;
    required(await this.ask('POST', `keys/${this.nameOf(owner)}/config`, { deletion_allowed: true }), owner);
    required(await this.ask('DELETE', `keys/${this.nameOf(owner)}`), owner);
  }

  async describeKey(owner: KeyOwner): Promise<ProviderKey | null> {
    const answer = await this.ask('GET', `keys/${this.nameOf(owner)}`);
    if (answer.status === 404) return null;
    const { data } = read(keySchema, required(answer, owner));
    // Of another type, it would not authenticate what a key is for.
    if (data.type !== KEY_TYPE || data.soft_deleted === true) throw new DomainError('key.missing');
    return {
      name: data.name,
      version: data.latest_version,
      extractable: data.exportable || data.allow_plaintext_backup,
    };
  }

  /** A token that is refused is read again once: an agent writes a new one into the file before the former ends. */
  private async ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
    const answer = await this.send(method, path, body);
    if (answer.status !== 403 || this.config.tokenFile === null) return answer;
    const token = (await readFile(this.config.tokenFile, 'utf8').catch(() => '')).trim();
    if (token === '') return answer;
    this.token = token;
    return this.send(method, path, body);
  }

  private async send(method: string, path: string, body?: object): Promise<Answer> {
    const { url, mount, namespace } = this.config;
    try {
      const response = await this.egress.fetch(`${url}/v1/${mount}/${path}`, {
        method,
        headers: {
          'X-Vault-Token': this.token,
          'X-Vault-Request': 'true',
          ...(namespace === null ? {} : { 'X-Vault-Namespace': namespace }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    } catch (error) {
      throw new DomainError('key.provider-down', { cause: error });
    }
  }
}

/** @throws {DomainError} key.missing for a key that is not the right one, key.provider-down for everything else */
function required({ status, body }: Answer, owner: KeyOwner): unknown {
  if (status >= 200 && status < 300) return body;
  const parsed = errorsSchema.safeParse(body);
  const words = parsed.success ? parsed.data.errors : [];
  if (status === 400 && words.some((word) => NOT_THIS_KEY.test(word))) throw new DomainError('key.missing');
  const cause = new Error(`the key provider answered ${String(status)}`);
  if (status === 403 && owner !== null) throw new OwnerRefused(cause);
  throw new DomainError('key.provider-down', { cause });
}

function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DomainError('key.provider-down', {
    cause: new Error('the key provider answered something else'),
  });
}
