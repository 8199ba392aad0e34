import { Injectable } from '@nestjs/common';
import { idSchema, instantSchema, type TeamMember, type TeamView } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { Team } from '../engine/subject.entities.js';
import { type IndexedSubject, SubjectIndex } from './subject-index.js';
import { TeamChanges } from './team-changes.js';

interface MemberRow {
  readonly id: string;
  readonly added_at: Date;
}

/** Who left for good stays in teams, for what was written, and is no longer shown. */
const MEMBERS = `membership m where m.org_id = $1
  and not exists (select 1 from account a where a.id = m.member_id and a.deleted_at is not null)`;
const placeSchema = z.strictObject({ at: instantSchema, id: idSchema });

/** Teams of an organisation: their members act with their rights. */
@Injectable()
export class Teams {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly index: SubjectIndex,
    private readonly changes: TeamChanges,
  ) {}

  /** In the order of their names. @param q what is looked for in them */
  async list(actor: Actor, { q = '', ...paging }: Paging & { q?: string }): Promise<Page<TeamView>> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const isListed = ({ kind }: { kind: string }): boolean => kind === 'team';
    const { items, next } = await this.index.page(orgId, { q, list: 'teams', isListed }, paging);
    return { items: await this.views(orgId, items), next };
  }

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, teamId: string): Promise<TeamView> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const team = (await this.index.current(orgId)).find(({ id, kind }) => id === teamId && kind === 'team');
    const [view] = team === undefined ? [] : await this.views(orgId, [team]);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }

  private async views(orgId: string, teams: readonly IndexedSubject[]): Promise<TeamView[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; members: number }>(
        `select t.id, (select count(*)::integer from ${MEMBERS} and m.team_id = t.id) as members
         from team t where t.org_id = $1 and t.id = any($2::uuid[])`,
        [orgId, teams.map(({ id }) => id)],
      ),
    );
    const members = new Map(rows.map((row) => [row.id, row.members]));
    return teams.map(({ id, name }) => ({ id, name, members: members.get(id) ?? 0 }));
  }

  /** Who was added last comes first. @throws {DomainError} request.not-found */
  async members(actor: Actor, teamId: string, paging: Paging): Promise<Page<TeamMember>> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `members of ${teamId}`, place: placeSchema },
        placeOf: ({ id, added_at }: MemberRow) => ({ id, at: added_at.toISOString() }),
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
            if (!(await tx.manager.existsBy(Team, { orgId, id: teamId })))
              throw new DomainError('request.not-found');
            return tx.query<MemberRow>(
              `select m.member_id as id, m.added_at from ${MEMBERS} and m.team_id = $2
                 and ($3::timestamptz is null or (m.added_at, m.member_id) < ($3, $4::uuid))
               order by m.added_at desc, m.member_id desc limit $5`,
              [orgId, teamId, after?.at ?? null, after?.id ?? null, limit],
            );
          }),
      },
      paging,
    );
    const subjects = new Map((await this.index.current(orgId)).map((subject) => [subject.id, subject]));
    const items = rows.flatMap(({ id, added_at }) => {
      const subject = subjects.get(id);
      if (subject === undefined) return [];
      const { kind, name, email, external } = subject;
      return [{ id, kind, name, email, addedAt: added_at.toISOString(), ...(external && { external }) }];
    });
    return { items, next };
  }

  /** @throws {DomainError} request.not-found, resource.name-taken */
  async create(actor: Actor, name: string): Promise<{ id: string }> {
    this.access.requireOrganisation(actor, 'team.manage');
    const keys = await this.keys.forOrg(actor.orgId);
    const id = await this.access.locks.addToOrganisation(actor, actor.orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'team.manage');
      return this.changes.create(tx, keys, name, actor.personId);
    });
    return { id };
  }

  /** Who is in it already stays. @throws {DomainError} request.not-found, access.unknown-subject */
  async addMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, { add: [personId], remove: [] });
  }

  /** @throws {DomainError} request.not-found, access.last-manager when the team would leave something without a manager */
  async removeMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, { add: [], remove: [personId] });
  }

  private async change(
    actor: Actor,
    teamId: string,
    members: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<void> {
    this.access.requireOrganisation(actor, 'team.manage');
    const { orgId, personId: byId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'team.manage');
      if (!(await tx.manager.existsBy(Team, { orgId, id: teamId })))
        throw new DomainError('request.not-found');
      await this.changes.changeMembers(tx, { orgId, teamId, byId, ...members });
    });
  }
}
