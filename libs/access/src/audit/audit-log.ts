import { Injectable } from '@nestjs/common';
import {
  type AuditEntry,
  type auditQuerySchema,
  type AuditSubject,
  auditTopics,
  idSchema,
} from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { Duties } from '../duties/duties.service.js';
import { ResourceSummaries } from '../oversight/resource-summaries.js';
import { SubjectNames } from '../subjects/subject-names.js';

type Query = z.infer<typeof auditQuerySchema>;

interface EntryRow {
  readonly number: string;
  readonly id: string;
  readonly at: Date;
  readonly sealed_at: Date;
  readonly action: string;
  readonly actor_id: string | null;
  readonly target_id: string | null;
  readonly details: AuditEntry['details'];
  readonly actor_erased: boolean;
  readonly target_erased: boolean;
  readonly origin: number;
  readonly hash: Buffer;
}

const ORIGINS = ['service', 'old', 'stranger'] as const;

const ENTRIES = `
select a.number, a.id, a.at, a.sealed_at, a.action, a.actor_id, a.target_id, a.details, a.origin, a.hash,
  a.actor_erased_by is not null as actor_erased, a.subject_erased_by is not null as target_erased
from audit a
where a.org_id = $1 and a.number is not null and a.hash is not null and ($2::bigint is null or a.number < $2)
  and ($3::uuid is null or a.actor_id = $3) and ($4::uuid is null or a.target_id = $4)
  and ($5::text[] is null or split_part(a.action, '.', 1) = any($5))
  and ($6::timestamptz is null or a.at >= $6) and ($7::timestamptz is null or a.at < $7)
order by a.number desc limit $8`;

const SUBJECTS = `select id as subject_id, kind from subject where org_id = $1 and id = any($2::uuid[])`;

/** What was done in an organisation, for whoever has the duty to look after it: acts and ids, titles only where they may be read. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: SubjectNames,
    private readonly resources: ResourceSummaries,
  ) {}

  /** What is sealed, the newest first. @throws {DomainError} request.not-found for whoever is not an auditor */
  async list(actor: Actor, query: Query): Promise<Page<AuditEntry>> {
    await this.duties.requireAuditor(actor);
    const { orgId } = actor;
    const { actorId, targetId, topic, from, until } = query;
    const filter = [actorId, targetId, topic, from, until].map((part) => part ?? '').join(' ');
    const { items, next } = await readPage(
      this.keys.instance,
      {
        audience: `audit ${orgId} ${filter}`,
        place: z.string().regex(/^\d{1,18}$/),
        placeOf: ({ number }: EntryRow) => number,
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<EntryRow>(ENTRIES, [
              ...[orgId, after, actorId ?? null, targetId ?? null],
              ...[topic === undefined ? null : auditTopics[topic], from ?? null, until ?? null, limit],
            ]),
          ),
      },
      query,
    );
    return { items: await this.views(actor, items), next };
  }

  private async views(actor: Actor, rows: readonly EntryRow[]): Promise<AuditEntry[]> {
    const people = await this.names.people.names(
      actor.orgId,
      rows.map((row) => row.actor_id),
    );
    const subjects = await this.subjectsOf(actor, rows);
    const subjectOf = (id: string): AuditSubject => subjects.get(id) ?? { id, kind: 'other', name: null };
    return rows.map((row) => ({
      number: Number(row.number),
      id: row.id,
      at: row.at.toISOString(),
      sealedAt: row.sealed_at.toISOString(),
      action: row.action,
      actor: row.actor_id === null ? null : (people.get(row.actor_id) ?? { id: row.actor_id, name: '' }),
      actorErased: row.actor_erased,
      target: row.target_id === null ? null : subjectOf(row.target_id),
      targetErased: row.target_erased,
      details: row.details,
      mentions: idsIn(row.details).flatMap((id) => subjects.get(id) ?? []),
      origin: ORIGINS[row.origin] ?? 'stranger',
      hash: row.hash.toString('hex'),
    }));
  }

  /** People, teams and resources that these entries name. */
  private async subjectsOf(actor: Actor, rows: readonly EntryRow[]): Promise<Map<string, AuditSubject>> {
    const { orgId } = actor;
    const ids = [
      ...new Set(
        rows.flatMap(({ target_id, details }) => [
          ...(target_id === null ? [] : [target_id]),
          ...idsIn(details),
        ]),
      ),
    ];
    const found = new Map<string, AuditSubject>();
    if (ids.length === 0) return found;
    const named = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ subject_id: string; kind: 'person' | 'team' | 'everyone' }>(SUBJECTS, [orgId, ids]),
    );
    const names = await this.names.names(orgId, named);
    for (const { subject_id: id, kind } of named) found.set(id, { id, kind, name: names.get(id) ?? null });
    const resources = await this.resources.of(
      actor,
      orgId,
      ids.filter((id) => !found.has(id)),
    );
    for (const { id, kind, name } of resources.values()) found.set(id, { id, kind, name });
    return found;
  }
}

const idsIn = (details: EntryRow['details']): string[] =>
  Object.values(details).filter(
    (value): value is string => typeof value === 'string' && idSchema.safeParse(value).success,
  );
