import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { Logger } from '@maroquin/platform/logging';
import type { DirectoryContent } from '../client/directory-client.js';
import { DirectoryDown } from '../client/directory-down.js';
import { comparableName } from '../client/distinguished-name.js';
import type { DirectoryGroup, DirectoryPerson } from '../client/entry.js';
import { Directory } from '../client/directory.js';
import { DirectoryPeople, type LinkedPerson } from './directory-people.service.js';
import { DirectoryTeams, type KnownTeam, type WantedTeam } from './directory-teams.service.js';
import { type GroupNode, withoutRings } from './group-graph.js';
import { planFor, type SyncPlan } from './plan.js';

/** Makes accounts and teams what the directory says: on a schedule, and of one person at sign-in. */
@Injectable()
export class DirectorySync {
  constructor(
    private readonly directory: Directory,
    private readonly people: DirectoryPeople,
    private readonly teams: DirectoryTeams,
    private readonly keys: Keys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Everybody of these organisations. A directory that does not answer changes nothing. */
  async run(orgIds: readonly string[]): Promise<void> {
    const { client } = this.directory;
    if (client === null) return;
    let content: DirectoryContent;
    try {
      content = await client.readAll();
    } catch (error) {
      if (!(error instanceof DirectoryDown)) throw error;
      this.logger.warn({ reason: error.reason }, 'the directory does not answer: nothing is synchronised');
      return;
    }
    if (content.partialGroups > 0)
      this.logger.warn(
        { groups: content.partialGroups },
        'groups came in part: their teams stay as they are',
      );
    for (const orgId of orgIds)
      await this.apply(orgId, content).catch((error: unknown) => {
        // One organisation's trouble is not the others'.
        this.logger.error({ err: error, orgId }, 'an organisation was not synchronised with the directory');
      });
  }

  /**
   * What the directory says of somebody who has just shown the password. Groups in a ring wait for the schedule.
   * @throws {DomainError} sign-in.directory-down
   */
  async runFor(orgId: string, personId: string, person: DirectoryPerson): Promise<void> {
    const groups = await this.directory.ask((client) => client.groupsOf(person));
    if (groups === null) return;
    const known = await this.teams.known(orgId);
    const wanted = groups.map((group) => ({
      group: this.hashOf('group', group.id),
      name: group.name,
      inRing: false,
      people: new Set([personId]),
      groups: new Set<string>(),
    }));
    const mine = new Set(wanted.map(({ group }) => group));
    const fresh = wanted.filter(({ group }) => !known.some((team) => team.group === group));
    const ids = await this.teams.ensure(orgId, known, fresh);
    for (const { group, members, inRing, teamId } of known) {
      const isIn = members.has(personId);
      if (isIn && !mine.has(group) && !inRing)
        await this.teams.change(orgId, { teamId, add: [], remove: [personId] });
      if (!isIn && mine.has(group)) await this.teams.change(orgId, { teamId, add: [personId], remove: [] });
    }
    for (const { group } of fresh) {
      const teamId = ids.get(group);
      if (teamId !== undefined) await this.teams.change(orgId, { teamId, add: [personId], remove: [] });
    }
  }

  private async apply(orgId: string, content: DirectoryContent): Promise<void> {
    const people = await this.people.linked(orgId);
    const teams = await this.teams.known(orgId);
    if (people.length + teams.length === 0) return;
    const locked = new Map(content.people.map(({ id, locked: is }) => [this.hashOf('subject', id), is]));
    const wanted = content.groups === null ? null : this.wantedOf(content.people, content.groups, people);
    const maxRemovals = this.directory.client?.config.maxRemovals ?? 0;
    const plan = planFor({ people, locked, teams, wanted, maxRemovals });
    for (const person of plan.lock) await this.people.close(orgId, person, 'locked');
    if (plan.refused !== null) return this.refuse(orgId, plan.refused);
    for (const person of plan.close) await this.people.close(orgId, person, 'gone');
    for (const person of plan.reopen) await this.people.reopen(orgId, person);
    // Who came in part is not in `wanted`, and would look as if it had gone.
    if (wanted !== null && content.partialGroups === 0) await this.applyTeams(orgId, teams, wanted);
  }

  private async refuse(orgId: string, refused: NonNullable<SyncPlan['refused']>): Promise<void> {
    this.logger.error(
      { orgId, ...refused },
      'the directory would take away too many at once: nothing is synchronised; check it, or raise LDAP_MAX_REMOVALS',
    );
    await this.people.recordRefusal(orgId, refused);
  }

  /** Groups as teams of this organisation. Who has never signed in has no account and is passed over. */
  private wantedOf(
    everybody: readonly DirectoryPerson[],
    groups: readonly DirectoryGroup[],
    linked: readonly LinkedPerson[],
  ): WantedTeam[] {
    const accounts = new Map(linked.map(({ subject, personId }) => [subject, personId]));
    const [byName, byLogin] = [new Map<string, string>(), new Map<string, string>()];
    for (const { id, dn, logins } of everybody) {
      const personId = accounts.get(this.hashOf('subject', id));
      if (personId === undefined) continue;
      byName.set(comparableName(dn), personId);
      for (const login of logins) byLogin.set(login.toLowerCase(), personId);
    }
    const groupOf = new Map(groups.map(({ dn, id }) => [comparableName(dn), this.hashOf('group', id)]));
    const nodes = new Map<string, GroupNode & { readonly name: string }>();
    for (const { id, name, members, memberLogins } of groups) {
      const names = members.map(comparableName);
      const direct = names.flatMap((one) => byName.get(one) ?? []);
      const logins = memberLogins.flatMap((login) => byLogin.get(login.toLowerCase()) ?? []);
      const key = this.hashOf('group', id);
      const nested = new Set(names.flatMap((one) => groupOf.get(one) ?? []));
      nodes.set(key, { key, name, people: new Set([...direct, ...logins]), groups: nested });
    }
    return withoutRings(nodes).map(({ key, people, groups: inner, inRing }) => ({
      group: key,
      name: nodes.get(key)?.name ?? '',
      inRing,
      people,
      groups: inner,
    }));
  }

  /** First who leaves, then who comes: a ring that exists only in between is none. */
  private async applyTeams(
    orgId: string,
    known: readonly KnownTeam[],
    wanted: readonly WantedTeam[],
  ): Promise<void> {
    const there = new Set(known.map(({ group }) => group));
    const useful = wanted.filter((team) => there.has(team.group) || hasPeople(team, wanted));
    const ids = await this.teams.ensure(orgId, known, useful);
    const membersOf = new Map(known.map(({ group, members }) => [group, members]));
    const after = new Map(
      useful.map(({ group, people, groups }) => [
        group,
        new Set([...people, ...[...groups].flatMap((one) => ids.get(one) ?? [])]),
      ]),
    );
    for (const { group, teamId, members } of known) {
      const remove = [...members].filter((member) => after.get(group)?.has(member) !== true);
      if (remove.length > 0) await this.change(orgId, { teamId, add: [], remove });
    }
    for (const [group, members] of after) {
      const teamId = ids.get(group);
      const before = membersOf.get(group);
      const add = [...members].filter((member) => before?.has(member) !== true);
      if (teamId !== undefined && add.length > 0) await this.change(orgId, { teamId, add, remove: [] });
    }
  }

  /** Somebody may be deleted while we come: one team waits for the next time, the others do not. */
  private async change(orgId: string, change: Parameters<DirectoryTeams['change']>[1]): Promise<void> {
    try {
      await this.teams.change(orgId, change);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn({ orgId, teamId: change.teamId, code: error.code }, 'a team was not synchronised');
    }
  }

  private hashOf(kind: 'subject' | 'group', id: string): string {
    const issuer = this.directory.client?.config.issuer ?? '';
    return this.keys.instance.federatedHash(kind, issuer, id).toString('hex');
  }
}

/** Whether anybody of the organisation is in it, or in a group of it: other groups are no business of the organisation. */
function hasPeople(team: WantedTeam, wanted: readonly WantedTeam[]): boolean {
  const byGroup = new Map(wanted.map((one) => [one.group, one]));
  const seen = new Set<string>();
  const open = [team];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.people.size > 0) return true;
    if (seen.has(one.group)) continue;
    seen.add(one.group);
    open.push(...[...one.groups].flatMap((group) => byGroup.get(group) ?? []));
  }
  return false;
}
