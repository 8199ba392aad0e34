import { Inject, Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import { decodeRun } from '@maroquin/coediting';
import type { VersionMark, VersionPage, VersionView } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { BASE } from '../journal/journal-row.js';
import { DocumentVersionEntity } from './document-version.entity.js';
import { cutAtMarks, type Stretch, stretchesOf, type Version } from './timeline.js';
import { EPOCH_OF } from './version-marks.js';

export type MarkView = { readonly seq: number; readonly mark: VersionMark };

/** Up to this many rows a version's runs are opened, so that nobody who wrote is left out. */
const MAX_OPENED = 500;
/** Bytes opened for one page of versions; behind them, of rows of several people only the first is named. */
const MAX_OPENED_BYTES = 4 * 1024 * 1024;
const cursorSchema = z.number().int().min(0);

/** The versions of a document: who wrote when, and what people called them. Those who may edit see them. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. @throws {DomainError} request.not-found, request.cursor-unknown */
  async list(
    actor: Actor,
    id: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<VersionPage> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const audience = `versions ${id}`;
    const upTo =
      cursor === undefined
        ? Number.MAX_SAFE_INTEGER
        : cursorSchema.parse(this.keys.instance.openCursor(audience, cursor));
    const found = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const stretches = await stretchesOf(tx, { orgId, id }, { upTo, limit: limit + 1 });
      const oldest = stretches.at(-1)?.since ?? 0;
      return {
        stretches,
        marks: await marksBetween(tx, id, oldest, upTo),
        sources: await restoredIn(tx, id),
      };
    });
    const page = found.stretches.slice(0, limit);
    const last = page.at(-1);
    const next =
      last !== undefined && last.since > 0 ? this.keys.instance.sealCursor(audience, last.since) : null;
    const versions = await this.withAllAuthors(orgId, id, page);
    const marks = found.marks.map((mark) => ({ ...mark, seq: Number(mark.seq), row: mark }));
    const items = await this.toViews(
      orgId,
      cutAtMarks(versions, marks).map(({ version, mark }) => ({ version, mark: mark?.row ?? null })),
      found.sources,
    );
    return { items, next };
  }

  /** @throws {DomainError} request.not-found, version.named */
  async name(
    actor: Actor,
    id: string,
    { name, seq: asked }: { readonly name: string; readonly seq?: number | undefined },
  ): Promise<MarkView> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const [keys, head] = await Promise.all([this.keys.forOrg(orgId), this.feeds.head(orgId, id)]);
    const seq = asked ?? head;
    if (seq < 1 || seq > head) throw new DomainError('request.not-found');
    const row = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const made = await this.insertNamed(tx, keys, { id: newId(), orgId, documentId: id, seq, name, actor });
      const mark = made ?? (await this.nameExisting(tx, keys, id, seq, name));
      await this.audit(tx, 'version.named', mark, actor);
      return mark;
    });
    return this.toMarkView(orgId, row);
  }

  /** @throws {DomainError} request.not-found, request.conflict */
  async rename(
    actor: Actor,
    id: string,
    seq: number,
    { name, expectedVersion }: { readonly name: string; readonly expectedVersion: number },
  ): Promise<MarkView> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const keys = await this.keys.forOrg(orgId);
    const row = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const mark = await lockNamed(tx, id, seq);
      if (mark.version !== expectedVersion) throw new DomainError('request.conflict');
      const changed = await writeName(tx, keys, mark, name);
      await this.audit(tx, 'version.renamed', changed, actor);
      return changed;
    });
    return this.toMarkView(orgId, row);
  }

  /** The name goes; the version stays, as does all that was ever written. @throws {DomainError} request.not-found */
  async unname(actor: Actor, id: string, seq: number): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const mark = await lockNamed(tx, id, seq);
      if (mark.kind === 'named' && mark.restoredSeq === null) {
        await tx.manager.delete(DocumentVersionEntity, { id: mark.id });
      } else {
        const kind = mark.kind === 'named' ? 'before-restore' : mark.kind;
        const version = mark.version + 1;
        await tx.manager.update(DocumentVersionEntity, { id: mark.id }, { nameSealed: null, kind, version });
      }
      await this.audit(tx, 'version.unnamed', mark, actor);
    });
  }

  private async insertNamed(
    tx: Tx,
    keys: OrganisationKeys,
    mark: { id: string; orgId: string; documentId: string; seq: number; name: string; actor: Actor },
  ): Promise<DocumentVersionEntity | null> {
    const rows = await tx.query<{ id: string }>(
      `insert into document_version (id, org_id, document_id, seq, epoch, kind, name_sealed, created_by, created_at)
       values ($3, $4, $1, $2, ${EPOCH_OF}, 'named', $5, $6, $7)
       on conflict (document_id, seq) do nothing returning id`,
      [
        mark.documentId,
        mark.seq,
        mark.id,
        mark.orgId,
        keys.seal(nameContext(mark.id), mark.name),
        mark.actor.personId,
        this.clock.now(),
      ],
    );
    return rows.length === 0 ? null : tx.manager.findOneByOrFail(DocumentVersionEntity, { id: mark.id });
  }

  /** The server set a mark there already: it gets the name. */
  private async nameExisting(
    tx: Tx,
    keys: OrganisationKeys,
    documentId: string,
    seq: number,
    name: string,
  ): Promise<DocumentVersionEntity> {
    const mark = await lock(tx, documentId, seq);
    if (mark === null) throw new DomainError('request.conflict');
    if (mark.nameSealed !== null) throw new DomainError('version.named');
    return writeName(tx, keys, mark, name);
  }

  private audit(
    tx: Tx,
    action: string,
    { orgId, documentId, seq }: DocumentVersionEntity,
    { personId }: Actor,
  ): Promise<void> {
    const details = { seq: Number(seq) };
    return recordAct(tx, {
      orgId,
      actorId: personId,
      action,
      targetId: documentId,
      details,
      at: this.clock.now(),
    });
  }

  /** Rows of which several people wrote a part name only the first of them; these are opened. */
  private async withAllAuthors(orgId: string, id: string, page: readonly Stretch[]): Promise<Version[]> {
    const versions: Version[] = [];
    let bytes = MAX_OPENED_BYTES;
    for (const stretch of page) {
      const { rows, runs, since, seq, actorIds } = stretch;
      const authors = new Set(actorIds);
      if (runs > 0 && rows <= MAX_OPENED && bytes > 0) {
        const asked = { after: since, limit: rows, maxBytes: bytes };
        for (const entry of (await this.feeds.readPage(orgId, id, asked)).entries) {
          bytes -= entry.payload.length;
          if (entry.last > seq || entry.erased || entry.kind === BASE) continue;
          for (const { personId } of decodeRun(entry.payload)) authors.add(personId);
        }
      }
      versions.push({ ...stretch, actorIds: [...authors] });
    }
    return versions;
  }

  private async toViews(
    orgId: string,
    versions: readonly { version: Version; mark: DocumentVersionEntity | null }[],
    sources: ReadonlyMap<number, RestoredFrom>,
  ): Promise<VersionView[]> {
    const ids = versions.flatMap(({ version, mark }) => [...version.actorIds, mark?.createdBy ?? null]);
    const [keys, names] = await Promise.all([this.keys.forOrg(orgId), this.people.names(orgId, ids)]);
    return versions.map(({ version: { seq, since, startedAt, at, actorIds, isBase }, mark }) => {
      const source = isBase ? sources.get(since) : undefined;
      return {
        seq,
        since,
        startedAt: startedAt.toISOString(),
        at: at.toISOString(),
        authors: actorIds
          .flatMap((id) => names.get(id) ?? [])
          .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
        restored: source === undefined ? null : { seq: source.seq, at: source.at?.toISOString() ?? null },
        mark: mark === null ? null : toMarkView(mark, keys, names),
      };
    });
  }

  private async toMarkView(orgId: string, row: DocumentVersionEntity): Promise<MarkView> {
    const [keys, names] = await Promise.all([
      this.keys.forOrg(orgId),
      this.people.names(orgId, [row.createdBy]),
    ]);
    return { seq: Number(row.seq), mark: toMarkView(row, keys, names) };
  }
}

const nameContext = (id: string) => ({ table: 'document_version', column: 'name', row: id });

const toMarkView = (
  row: DocumentVersionEntity,
  keys: OrganisationKeys,
  names: Awaited<ReturnType<PeopleNames['names']>>,
): VersionMark => ({
  kind: row.kind,
  name: row.nameSealed === null ? null : keys.openText(nameContext(row.id), row.nameSealed),
  version: row.version,
  createdBy: row.createdBy === null ? null : (names.get(row.createdBy) ?? null),
  createdAt: row.createdAt.toISOString(),
});

const lock = (tx: Tx, documentId: string, seq: number): Promise<DocumentVersionEntity | null> =>
  tx.manager.findOne(DocumentVersionEntity, {
    where: { documentId, seq: String(seq) },
    lock: { mode: 'pessimistic_write' },
  });

async function lockNamed(tx: Tx, documentId: string, seq: number): Promise<DocumentVersionEntity> {
  const mark = await lock(tx, documentId, seq);
  if (mark === null || mark.nameSealed === null) throw new DomainError('request.not-found');
  return mark;
}

async function writeName(
  tx: Tx,
  keys: OrganisationKeys,
  mark: DocumentVersionEntity,
  name: string,
): Promise<DocumentVersionEntity> {
  const changed = { nameSealed: keys.seal(nameContext(mark.id), name), version: mark.version + 1 };
  await tx.manager.update(DocumentVersionEntity, { id: mark.id }, changed);
  return { ...mark, ...changed };
}

const marksBetween = (tx: Tx, id: string, after: number, upTo: number): Promise<DocumentVersionEntity[]> =>
  tx.manager
    .createQueryBuilder(DocumentVersionEntity, 'v')
    .where('v.document_id = :id and v.seq > :after and v.seq <= :upTo', { id, after, upTo })
    .orderBy('v.seq', 'DESC')
    .getMany();

interface RestoredFrom {
  readonly seq: number;
  readonly at: Date | null;
}

/** By the number before the entry that begins a restored epoch: which version it restored, and when that was written. */
async function restoredIn(tx: Tx, id: string): Promise<Map<number, RestoredFrom>> {
  const rows = await tx.query<{ seq: string; restored_seq: string; at: Date | null }>(
    `select v.seq, v.restored_seq, (select e.at from feed_entry e
       where e.feed_id = v.document_id and e.last >= v.restored_seq order by e.last limit 1) as at
     from document_version v where v.document_id = $1 and v.restored_seq is not null`,
    [id],
  );
  return new Map(rows.map(({ seq, restored_seq, at }) => [Number(seq), { seq: Number(restored_seq), at }]));
}
