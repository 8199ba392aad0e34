import { Inject, Injectable } from '@nestjs/common';
import { requireWriter } from '../messages/require-writer.js';
import { beginAll, SubjectIndex, wordsOf } from '@maroquin/access';
import type { SubjectView } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { RateLimiter } from '@maroquin/platform/http';

/** People of a guest's spaces that a search looks through. */
const MAX_KNOWN = 2_000;
/** People whose names match, of which those who may be written to are picked. */
const MAX_FOUND = 200;

/**
 * To whom a person may write: members of an organisation to each other; a guest, and to a guest, where both have a right
 * in the same space. To a guest a team is closed: only who has a right there by itself. $4: only among these.
 */
const KNOWN = `
with recursive me(id) as (
  select $2::uuid union select m.team_id from me join membership m on m.org_id = $1 and m.member_id = me.id
), home as (
  select exists (select 1 from seat where org_id = $1 and account_id = $2 and kind <> 'guest') as mine
), shared as (
  select distinct g.scope_id from scope_grant g join resource s on s.org_id = g.org_id and s.id = g.scope_id
  where g.org_id = $1 and g.proof is not null and s.kind = 'space' and s.trashed_at is null and (g.expires_at is null or g.expires_at > $3)
    and (g.subject_id in (select id from me) or ((select mine from home) and g.subject_id = $1))
), inside(id) as (
  select g.subject_id from scope_grant g where g.org_id = $1 and g.scope_id in (select scope_id from shared)
    and g.proof is not null and g.subject_id <> $1 and (g.expires_at is null or g.expires_at > $3)
  union
  select m.member_id from inside join membership m on m.org_id = $1 and m.team_id = inside.id and (select mine from home)
)
select a.id from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
where a.org_id = $1 and a.id <> $2 and a.disabled_at is null and (s.ends_at is null or s.ends_at > $3)
  and ($4::uuid[] is null or a.id = any($4))
  and ((s.kind <> 'guest' and (select mine from home)) or a.id in (select id from inside))
order by a.id limit $5`;

/** Conversations that one person opened and still takes part in. */
const MAX_OPENED = 2_000;
const OPENED = `
select count(*) from access_grant g join resource r on r.org_id = g.org_id and r.id = g.resource_id
where g.org_id = $1 and g.subject_id = $2 and r.kind = 'direct' and r.created_by = $2`;

/** Whom a person may write to directly. */
@Injectable()
export class KnownPeople {
  /** Sixty at once, then sixty an hour. */
  private readonly openings: RateLimiter;

  constructor(
    private readonly database: Database,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.openings = new RateLimiter({ burst: 60, refillMs: 60_000 }, clock);
  }

  /** Of the person's home organisation. A guest is shown names, and no addresses. */
  async search(actor: Actor, q: string, limit: number): Promise<SubjectView[]> {
    requireWriter(actor);
    const { orgId } = actor;
    const isGuest = actor.standing === 'guest';
    const mine = isGuest ? await this.among(actor, null) : null;
    const wanted = wordsOf(q);
    const page = (await this.index.recent(orgId))
      .filter(
        ({ id, kind, closed }) => kind === 'person' && !closed && (mine?.has(id) ?? id !== actor.personId),
      )
      // An address that is not shown must not be spelt out by what is found.
      .filter(({ words, name }) => beginAll(isGuest ? wordsOf(name) : words, wanted))
      .slice(0, MAX_FOUND);
    const known =
      mine ??
      (await this.among(
        actor,
        page.map(({ id }) => id),
      ));
    return page
      .filter(({ id }) => known.has(id))
      .slice(0, limit)
      .map(({ id, kind, name, email, external, photo }) => ({
        ...{ id, kind, name, email: isGuest ? null : email },
        ...(external && { external }),
        ...(photo !== undefined && { photo }),
      }));
  }

  private among(actor: Actor, ids: readonly string[] | null): Promise<ReadonlySet<string>> {
    return this.database.inOrgs({ orgs: [actor.orgId] }, (tx) => this.findAmong(tx, actor, ids));
  }

  private async findAmong(tx: Tx, actor: Actor, ids: readonly string[] | null): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(KNOWN, [
      ...[actor.orgId, actor.personId, this.clock.now(), ids, ids?.length ?? MAX_KNOWN],
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** For one more conversation, before anything is taken for it. @throws {DomainError} request.too-many */
  async requireRoom({ orgId, personId }: Actor): Promise<void> {
    this.openings.take(personId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ count: string }>(OPENED, [orgId, personId]),
    );
    if (Number(row?.count ?? 0) >= MAX_OPENED)
      throw new DomainError('request.too-many', { retryAfterSeconds: 3_600 });
  }

  /** In the act's transaction. @throws {DomainError} conversation.unknown-person */
  async require(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
    if ((await this.findAmong(tx, actor, ids)).size < ids.length)
      throw new DomainError('conversation.unknown-person');
  }
}
