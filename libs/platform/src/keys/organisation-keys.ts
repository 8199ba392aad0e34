import { DomainError } from '../errors/index.js';
import { deriveKey, fold, keyedHash } from './derive-key.js';
import { openBytes, sealBytes, type SealContext } from './sealed-format.js';
import { SearchKey } from './search-key.js';

const ORG_HEADER = 3;
const ORG_VERSION = 1;

/** The keys of one organisation, of every generation, unwrapped. Names are sealed with the newest. */
export class OrganisationKeys {
  private readonly sealing = new Map<number, Buffer>();
  private readonly wrapping = new Map<number, Buffer>();
  private readonly hashing: Buffer;
  private readonly searching = new Map<number, SearchKey>();

  constructor(
    readonly orgId: string,
    /** Generation → key. Never empty. */
    private readonly generations: ReadonlyMap<number, Buffer>,
    readonly generation: number,
  ) {
    for (const [number, key] of generations) this.sealing.set(number, deriveKey(key, 'names'));
    this.hashing = deriveKey(this.keyOf(generation), 'hashes');
  }

  private keyOf(generation: number): Buffer {
    const key = this.generations.get(generation);
    if (key === undefined) throw new DomainError('key.missing');
    return key;
  }

  /** What wraps data keys of a generation. */
  wrappingKey(generation: number): Buffer {
    const key = this.wrapping.get(generation) ?? deriveKey(this.keyOf(generation), 'data keys');
    this.wrapping.set(generation, key);
    return key;
  }

  /** What is written into the search index is written with the newest. */
  get searchKey(): SearchKey {
    return this.searchKeyOf(this.generation);
  }

  /** The newest first: rows of an earlier one are there until the index is built again. */
  get searchKeys(): readonly SearchKey[] {
    return [...this.generations.keys()].sort((a, b) => b - a).map((number) => this.searchKeyOf(number));
  }

  private searchKeyOf(generation: number): SearchKey {
    const key =
      this.searching.get(generation) ??
      new SearchKey(generation, deriveKey(this.keyOf(generation), 'search'));
    this.searching.set(generation, key);
    return key;
  }

  seal(context: SealContext, plain: string | Uint8Array): Buffer {
    const header = Buffer.alloc(ORG_HEADER);
    header[0] = ORG_VERSION;
    header.writeUInt16BE(this.generation, 1);
    const key = this.sealing.get(this.generation);
    if (key === undefined) throw new DomainError('key.missing');
    return sealBytes(
      key,
      header,
      this.orgId,
      context,
      typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain,
    );
  }

  /** @throws {DomainError} sealed.damaged, key.missing (a generation that was destroyed). */
  open(context: SealContext, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < ORG_HEADER || bytes[0] !== ORG_VERSION) throw new DomainError('sealed.damaged');
    const key = this.sealing.get(bytes.readUInt16BE(1));
    if (key === undefined) throw new DomainError('key.missing');
    return openBytes(key, ORG_HEADER, this.orgId, context, bytes);
  }

  openText(context: SealContext, sealed: Uint8Array): string {
    return this.open(context, sealed).toString('utf8');
  }

  /** HMAC-SHA-256 of the parts, each preceded by its length. Equal inputs of two organisations differ. */
  hash(purpose: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
    return keyedHash(this.hashing, purpose, parts);
  }

  /** What the database compares instead of a name: the same name in two folders does not match. */
  nameHash(parentId: string | null, name: string): Buffer {
    return this.hash('name', parentId ?? '', fold(name));
  }
}
