import { Injectable } from '@nestjs/common';
import type { ResourceKind } from '@maroquin/contracts';
import { Database, type ReadParam } from '@maroquin/platform/database';
import { Keys, openInTurns, type OrganisationKeys, SharedRefresh } from '@maroquin/platform/keys';
import { type IndexedName, NameIndex } from './name-index.js';
import { openResourceName } from './resource-names.js';

/** Resources that are listed by name together. */
export interface NamedSource {
  /** What it is kept under. */
  readonly key: string;
  /** Sources of one name have one text. */
  readonly name: string;
  /** `resource r where …` */
  readonly from: string;
  readonly params: readonly ReadParam[];
  readonly orgs: readonly string[];
  /** The organisation in whose share of memory it lies. */
  readonly orgId: string;
}

interface Print {
  readonly count: number;
  readonly print: string;
}

interface VersionsRow {
  readonly versions: Buffer | null;
}

interface NameRow {
  readonly id: string;
  readonly org_id: string;
  readonly kind: ResourceKind;
  readonly version: number;
  readonly name_sealed: Buffer;
}

interface Bounds {
  /** More than this are not put in the order of their names. */
  readonly sorted: number;
  readonly nodeBytes: number;
  /** Of these, what the indexes of one organisation take at most. */
  readonly organisationBytes: number;
  /** Indexes, however small. */
  readonly kept: number;
}

const MEGABYTE = 1_024 * 1_024;
/** Rows of which the names are fetched by one statement. */
const NAMES_AT_ONCE = 2_000;
/** An id and a version, as the database puts them in a row of bytes. */
const ID_HEX = 32;
const VERSION_HEX = 8;

const NAMES = {
  name: 'names of resources',
  text: 'select id, org_id, kind, version, name_sealed from resource where id = any($1::uuid[])',
};

/** One index, its state in the database when it was made, and the work that brings it up to date. */
class Kept {
  index = NameIndex.EMPTY;
  print: string | null = null;
  readonly refreshing = new SharedRefresh<NameIndex | null>();

  constructor(readonly orgId: string) {}
}

/**
 * Names opened and put in order here, since the database cannot sort what it cannot read: once a version of each
 * resource, whoever lists them. Whether an index is up to date is asked of the database each time, by one number made
 * of the ids and versions; then only what changed is opened.
 */
@Injectable()
export class NameIndexes {
  /** Least recently used first. */
  private readonly kept = new Map<string, Kept>();
  protected readonly bounds: Bounds = {
    ...{ sorted: 50_000, kept: 2_000 },
    ...{ nodeBytes: 128 * MEGABYTE, organisationBytes: 32 * MEGABYTE },
  };

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  /** Null: there are too many of them. @throws {DomainError} sealed.damaged */
  async of(source: NamedSource): Promise<NameIndex | null> {
    const { key, orgId } = source;
    const kept = this.kept.get(key) ?? new Kept(orgId);
    this.kept.delete(key);
    this.kept.set(key, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.bounds.kept && oldest !== undefined) this.kept.delete(oldest);
    return kept.refreshing.run(() => this.refresh(kept, source));
  }

  private async refresh(kept: Kept, source: NamedSource): Promise<NameIndex | null> {
    const { name, from, orgs, params } = source;
    const statement = {
      name: `print of ${name}`,
      text: `select count(*)::integer as count, coalesce(bit_xor(uuid_hash_extended(r.id, r.version)), 0)::text as print from ${from}`,
    };
    const [found] = await this.database.readIn<Print>(orgs, statement, params);
    if (found === undefined || found.count > this.bounds.sorted) return null;
    const print = `${String(found.count)} ${found.print}`;
    if (print === kept.print) return kept.index;
    const { gone, wanted } = await this.changes(kept.index, source);
    kept.index = await kept.index.with(gone, await this.open(orgs, wanted));
    kept.print = print;
    this.makeRoom();
    return kept.index;
  }

  /** What the index holds too much, and what it does not hold in its present version. */
  private async changes(
    index: NameIndex,
    { name, from, orgs, params }: NamedSource,
  ): Promise<{ gone: ReadonlySet<string>; wanted: readonly string[] }> {
    const statement = {
      name: `versions of ${name}`,
      text: `select string_agg(uuid_send(r.id) || int4send(r.version), ''::bytea) as versions from ${from}`,
    };
    const [row] = await this.database.readIn<VersionsRow>(orgs, statement, params);
    const hex = row?.versions?.toString('hex') ?? '';
    const gone = new Set(index.ids);
    const wanted: string[] = [];
    for (let at = 0; at < hex.length; at += ID_HEX + VERSION_HEX) {
      const id = toId(hex.slice(at, at + ID_HEX));
      gone.delete(id);
      const version = Number.parseInt(hex.slice(at + ID_HEX, at + ID_HEX + VERSION_HEX), 16);
      if (index.versionOf(id) !== version) wanted.push(id);
    }
    return { gone, wanted };
  }

  private async open(orgs: readonly string[], ids: readonly string[]): Promise<IndexedName[]> {
    const opened: IndexedName[] = [];
    for (let from = 0; from < ids.length; from += NAMES_AT_ONCE) {
      const rows = await this.database.readIn<NameRow>(orgs, NAMES, [ids.slice(from, from + NAMES_AT_ONCE)]);
      const keysOf = new Map<string, OrganisationKeys>();
      for (const { org_id } of rows)
        if (!keysOf.has(org_id)) keysOf.set(org_id, await this.keys.forOrg(org_id));
      const names = await openInTurns(rows, ({ id, org_id, kind, version, name_sealed }) => {
        const keys = keysOf.get(org_id);
        return keys === undefined
          ? []
          : [{ id, kind, version, name: openResourceName(keys, id, name_sealed) }];
      });
      opened.push(...names.flat());
    }
    return opened;
  }

  /** Memory that all of them take, about. */
  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { index }) => sum + index.bytes, 0);
  }

  /** Forgets what was asked for longest ago, beginning with whoever takes more than a share. */
  private makeRoom(): void {
    let { bytes } = this;
    const bytesOf = new Map<string, number>();
    for (const { orgId, index } of this.kept.values())
      bytesOf.set(orgId, (bytesOf.get(orgId) ?? 0) + index.bytes);
    for (const [key, { orgId, index }] of this.kept) {
      const own = bytesOf.get(orgId) ?? 0;
      if (bytes <= this.bounds.nodeBytes && own <= this.bounds.organisationBytes) continue;
      this.kept.delete(key);
      bytes -= index.bytes;
      bytesOf.set(orgId, own - index.bytes);
    }
  }
}

const toId = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
