import { Inject, Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import { type ConversationPeople, MANY_PEOPLE } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ConversationAccess } from './conversation-access.js';

/** Everybody with a right on the place: by a right of their own, of their team, or of the whole organisation. */
const READERS: ReadStatement = {
  name: 'readers of a conversation',
  text: `with place as (select org_id, scope_id, internal from resource where org_id = $1 and id = $2),
    given as (
      select g.subject_id, u.kind from place p
      join scope_grant g on g.org_id = p.org_id and g.scope_id = p.scope_id and (g.expires_at is null or g.expires_at > $3)
      join subject u on u.org_id = g.org_id and u.id = g.subject_id)
    select s.account_id as id from seat s, place p where s.org_id = $1
      and not (p.internal and s.kind = 'guest')
      and (exists (select 1 from given where subject_id = s.account_id)
        or exists (select 1 from membership m join given on given.subject_id = m.team_id
          where m.org_id = $1 and m.member_id = s.account_id)
        or (s.kind <> 'guest' and exists (select 1 from given where kind = 'everyone')))
    order by s.account_id limit $4`,
};
/** Of a larger conversation, these are looked through. */
const MOST = 2_000;
const SHOWN = 20;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Who reads a conversation, for those who mention them. */
@Injectable()
export class ConversationReaders {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Those whose name has a word that begins so. Not for people from outside: whom they do not see write stays unknown
   * to them.
   * @throws {DomainError} request.not-found
   */
  async list(actor: Actor, id: string, query: string): Promise<ConversationPeople> {
    const { orgId, resourceId } = await this.access.require(actor, 'message.post', id);
    if (actor.standing !== undefined || actor.orgId !== orgId) throw new DomainError('request.not-found');
    const ids = await this.ids(orgId, resourceId, MOST);
    const wanted = folded(query.trim());
    const names = await this.people.names(orgId, ids);
    const items = [...names.values()]
      .filter(
        ({ name }) =>
          folded(name)
            .split(/[\s-]+/u)
            .some((word) => word.startsWith(wanted)) || folded(name).startsWith(wanted),
      )
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
      .slice(0, SHOWN);
    return { items, count: Math.min(ids.length, MANY_PEOPLE + 1) };
  }

  /** More than have to be confirmed. The caller has checked the right. */
  async areMany(orgId: string, id: string): Promise<boolean> {
    return (await this.ids(orgId, id, MANY_PEOPLE + 1)).length > MANY_PEOPLE;
  }

  private async ids(orgId: string, id: string, most: number): Promise<string[]> {
    const rows = await this.database.readIn<{ id: string }>([orgId], READERS, [
      ...[orgId, id, this.clock.now(), most],
    ]);
    return rows.map((row) => row.id);
  }
}
