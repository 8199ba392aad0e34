import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Key {
  readonly versions: Buffer[];
  deletable: boolean;
}
type Answer = readonly [status: number, body?: object];
interface Asked {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
  readonly deletion_allowed?: boolean;
}

const refused = (status: number, ...errors: string[]): Answer => [status, { errors }];

/**
 * What stands in the place of Vault's or OpenBao's transit engine in quick tests: the calls that Maroquin makes, with the
 * answers that OpenBao 2.7 gives to them. `npm run conformance -- openbao` asks the real one the same.
 */
export class TransitDouble {
  token = 'jeton-d-essai';
  /** How it treats who asks. silent: takes the request and never answers; slow: after a while; lying: with another key. */
  state: 'up' | 'silent' | 'slow' | 'sealed' | 'lying' = 'up';
  /** How long it takes to answer while it is slow, ms. */
  slowness = 1_500;
  asked = 0;
  /** Keys that the token may not use, though it is good for others. */
  readonly forbidden = new Set<string>();
  /** Keys that the token may use and not delete. */
  readonly undeletable = new Set<string>();
  private readonly keys = new Map<string, Key>();
  private readonly silent = new Set<ServerResponse>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TransitDouble> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => double.serve(request, response, Buffer.concat(parts).toString()));
    });
    const double = new TransitDouble(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return double;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get names(): string[] {
    return [...this.keys.keys()].sort();
  }

  private serve(request: IncomingMessage, response: ServerResponse, body: string): void {
    this.asked += 1;
    if (this.state === 'silent') {
      this.silent.add(response);
      return;
    }
    const [status, answer] = this.answer(request, body === '' ? {} : (JSON.parse(body) as Asked));
    const reply = (): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(answer === undefined ? '' : JSON.stringify(answer));
    };
    if (this.state === 'slow') setTimeout(reply, this.slowness);
    else reply();
  }

  private answer({ method, url, headers }: IncomingMessage, body: Asked): Answer {
    if (this.state === 'sealed') return refused(503, 'Vault is sealed');
    if (headers['x-vault-token'] !== this.token) return refused(403, 'permission denied');
    const [, act = '', name = '', more] =
      /^\/v1\/transit\/(\w+)\/([\w-]+)(?:\/(\w+))?$/.exec(url ?? '') ?? [];
    if (this.forbidden.has(name)) return refused(403, 'permission denied');
    if (act === 'encrypt') return this.encrypt(this.keys.get(name) ?? this.make(name), body);
    const key = this.keys.get(name);
    if (act === 'decrypt')
      return key === undefined ? refused(400, 'encryption key not found') : this.decrypt(key, body);
    if (act !== 'keys') return refused(404);
    if (method === 'POST' && more === undefined) return this.describe(name, key ?? this.make(name));
    if (key === undefined) return method === 'GET' ? refused(404) : refused(400, 'no existing key named');
    if ((more === 'config' || method === 'DELETE') && this.undeletable.has(name))
      return refused(403, 'permission denied');
    if (more === 'rotate') key.versions.push(randomBytes(32));
    if (more === 'config') key.deletable = body.deletion_allowed === true;
    if (method !== 'DELETE') return this.describe(name, key);
    if (!key.deletable) return refused(400, 'deletion is not allowed for this key');
    this.keys.delete(name);
    return [204];
  }

  /** As its operator. */
  delete(name: string): void {
    this.keys.delete(name);
  }

  private make(name: string): Key {
    const key: Key = { versions: [randomBytes(32)], deletable: false };
    this.keys.set(name, key);
    return key;
  }

  private describe(name: string, { versions }: Key): Answer {
    const open = { exportable: false, allow_plaintext_backup: false, soft_deleted: false };
    return [200, { data: { ...open, name, type: 'aes256-gcm96', latest_version: versions.length } }];
  }

  private encrypt({ versions }: Key, { plaintext = '', associated_data = '' }: Asked): Answer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', versions.at(-1) ?? '', nonce);
    cipher.setAAD(Buffer.from(associated_data, 'base64'));
    const bytes = [nonce, cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()];
    const sealed = Buffer.concat([...bytes, cipher.getAuthTag()]).toString('base64');
    return [200, { data: { ciphertext: `vault:v${String(versions.length)}:${sealed}` } }];
  }

  private decrypt({ versions }: Key, { ciphertext = '', associated_data = '' }: Asked): Answer {
    const [, version = '', text = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const sealed = Buffer.from(text, 'base64');
    try {
      const key = versions[Number(version) - 1] ?? '';
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAAD(Buffer.from(associated_data, 'base64'));
      decipher.setAuthTag(sealed.subarray(-16));
      const right = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      const plain = this.state === 'lying' ? randomBytes(right.length) : right;
      return [200, { data: { plaintext: plain.toString('base64') } }];
    } catch {
      return refused(400, 'cipher: message authentication failed');
    }
  }

  /** Those who were left without an answer are cut. */
  close(): Promise<void> {
    for (const response of this.silent) response.destroy();
    this.server.closeAllConnections();
    return new Promise((done) => void this.server.close(() => done()));
  }
}
