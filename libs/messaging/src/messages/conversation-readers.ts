import { Inject, Injectable } from '@nestjs/common';
import { PeopleNames, SubjectNames } from '@maroquin/access';
import { type ConversationPeople, MANY_PEOPLE, mentionsIn } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { WhoIsHere } from '../here/who-is-here.js';
import { ConversationAccess, type Permitted } from './conversation-access.js';

/** Everybody with a right on the place: by a right of their own, of their team, or of the whole organisation. */
const GIVEN = `place as (select org_id, scope_id, internal or marking > 0 as internal from resource where org_id = $1 and id = $2),
    given as (
      select g.subject_id, u.kind from place p
      join scope_grant g on g.org_id = p.org_id and g.scope_id = p.scope_id and g.proof is not null
        and (g.expires_at is null or g.expires_at > $3)
      join subject u on u.org_id = g.org_id and u.id = g.subject_id),
    reader as (
      select s.account_id as id from seat s, place p where s.org_id = $1
        and not (p.internal and s.kind = 'guest')
        and (exists (select 1 from given where subject_id = s.account_id)
          or exists (select 1 from membership m join given on given.subject_id = m.team_id
            where m.org_id = $1 and m.member_id = s.account_id)
          or (s.kind <> 'guest' and exists (select 1 from given where kind = 'everyone'))))`;
const READERS: ReadStatement = {
  name: 'readers of a conversation',
  text: `with ${GIVEN} select id from reader order by id limit $4`,
};
/** Which of these ids are readers, or teams with a right there. */
const READERS_AMONG: ReadStatement = {
  name: 'readers of a conversation among some',
  text: `with ${GIVEN} select id from reader where id = any($4::uuid[])
    union all select t.id from team t join given on given.subject_id = t.id
      where t.org_id = $1 and t.id = any($4::uuid[])`,
};
/** Teams with a right there. */
const TEAMS: ReadStatement = {
  name: 'teams that read a conversation',
  text: `with ${GIVEN} select subject_id as id from given where kind = 'team' order by subject_id limit $4`,
};
/** Which of these people wrote in the conversation. */
const WRITERS_AMONG: ReadStatement = {
  name: 'writers of a conversation among some',
  text: `select a.id from unnest($3::uuid[]) a (id)
    where exists (select 1 from feed_entry e where e.org_id = $1 and e.feed_id = $2 and e.actor_id = a.id)`,
};
/** Of a larger conversation, these are looked through. */
const MOST = 2_000;
const SHOWN = 20;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The name, or a word of it, begins so. */
const isMeant = (name: string, wanted: string): boolean => {
  const plain = folded(name);
  return plain.startsWith(wanted) || plain.split(/[\s-]+/u).some((word) => word.startsWith(wanted));
};

/** Who reads a conversation, for those who mention them. */
@Injectable()
export class ConversationReaders {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly people: PeopleNames,
    private readonly subjects: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly whoIsHere: WhoIsHere,
  ) {}

  /**
   * `id`: a conversation, or a document whose words somebody is about to comment. Those whose name has a word that begins so. Not for people from outside: whom they do not see write stays unknown
   * to them.
   * @throws {DomainError} request.not-found
   */
  async list(actor: Actor, id: string, query: string): Promise<ConversationPeople> {
    const { orgId, resourceId } = await this.access.requireToName(actor, id);
    if (actor.standing !== undefined || actor.orgId !== orgId) throw new DomainError('request.not-found');
    const ids = await this.ids(orgId, resourceId, MOST);
    const names = await this.people.names(orgId, ids);
    const teams = await this.teams(orgId, resourceId);
    const wanted = folded(query.trim());
    const meant = <Named extends { readonly name: string }>(all: readonly Named[]): Named[] =>
      all
        .filter(({ name }) => isMeant(name, wanted))
        .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
        .slice(0, SHOWN);
    return {
      items: meant([...names.values()]),
      teams: meant(teams),
      count: Math.min(ids.length, MANY_PEOPLE + 1),
    };
  }

  private async teams(orgId: string, resourceId: string): Promise<{ id: string; name: string }[]> {
    const rows = await this.database.readIn<{ id: string }>([orgId], TEAMS, [
      ...[orgId, resourceId, this.clock.now(), MOST],
    ]);
    const asked = rows.map(({ id }) => ({ subject_id: id, kind: 'team' as const }));
    return [...(await this.subjects.names(orgId, asked))].map(([id, name]) => ({ id, name }));
  }

  /** More than have to be confirmed. The caller has checked the right. */
  async areMany(orgId: string, id: string): Promise<boolean> {
    return (await this.ids(orgId, id, MANY_PEOPLE + 1)).length > MANY_PEOPLE;
  }

  /**
   * Whom a text may name to all who read the conversation: its readers, and teams with a right there; where somebody
   * from outside writes it, who wrote there before. `ici` and `tous` name nobody.
   */
  async mentionable(
    actor: Actor,
    { orgId, id, resourceId }: Pick<Permitted, 'orgId' | 'id' | 'resourceId'>,
    text: string,
  ): Promise<string[]> {
    const asked = mentionsIn(text).filter((whom) => whom !== 'ici' && whom !== 'tous');
    return this.nameable(actor, { orgId, id, resourceId }, asked);
  }

  /** Whom `@ici` calls: readers who are in front of a page right now. Somebody from outside does not learn who is. */
  async here(
    actor: Actor,
    conversation: Pick<Permitted, 'orgId' | 'id' | 'resourceId'>,
    text: string,
  ): Promise<string[]> {
    const isOutside = actor.standing !== undefined || actor.orgId !== conversation.orgId;
    if (isOutside || !mentionsIn(text).includes('ici')) return [];
    return this.nameable(actor, conversation, this.whoIsHere.people.inOrganisation(conversation.orgId, MOST));
  }

  /** The people among them, no teams. */
  async peopleAmong(
    actor: Actor,
    conversation: Pick<Permitted, 'orgId' | 'id' | 'resourceId'>,
    ids: readonly string[],
  ): Promise<string[]> {
    const nameable = await this.nameable(actor, conversation, ids);
    const names = await this.people.names(conversation.orgId, nameable);
    return nameable.filter((id) => names.has(id));
  }

  private async nameable(
    actor: Actor,
    { orgId, id, resourceId }: Pick<Permitted, 'orgId' | 'id' | 'resourceId'>,
    asked: readonly string[],
  ): Promise<string[]> {
    if (asked.length === 0) return [];
    const isOutside = actor.standing !== undefined || actor.orgId !== orgId;
    const rows = await this.database.readIn<{ id: string }>(
      [orgId],
      isOutside ? WRITERS_AMONG : READERS_AMONG,
      isOutside ? [orgId, id, asked] : [orgId, resourceId, this.clock.now(), asked],
    );
    const found = new Set(rows.map((row) => row.id));
    return asked.filter((whom) => found.has(whom));
  }

  private async ids(orgId: string, id: string, most: number): Promise<string[]> {
    const rows = await this.database.readIn<{ id: string }>([orgId], READERS, [
      ...[orgId, id, this.clock.now(), most],
    ]);
    return rows.map((row) => row.id);
  }
}
