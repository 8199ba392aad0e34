import { Inject, Injectable } from '@nestjs/common';
import { type LockedTx, RightsLocks, SubjectIndex, TeamChanges } from '@maroquin/access';
import { nameSchema } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { DirectoryTeam } from './directory-team.entity.js';

/** A group as it should be: its members are people and teams of the organisation. */
export interface WantedTeam {
  /** Keyed hash of its stable identifier, in hexadecimal digits. */
  readonly group: string;
  readonly name: string;
  readonly inRing: boolean;
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}
export interface KnownTeam {
  readonly teamId: string;
  readonly group: string;
  readonly inRing: boolean;
  readonly members: ReadonlySet<string>;
}
interface MemberChange {
  readonly teamId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const OTHER_NAMES = ['(annuaire)', '(annuaire 2)', '(annuaire 3)', '(annuaire 4)'];

/** Teams that are kept as groups of the directory are: who else is put into them is taken out again. */
@Injectable()
export class DirectoryTeams {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly teams: TeamChanges,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  known(orgId: string): Promise<KnownTeam[]> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const rows = await tx.query<{ team_id: string; group: string; in_ring: boolean; members: string[] }>(
        `select d.team_id, encode(d.group_hash, 'hex') as group, d.in_ring,
           array(select m.member_id from membership m where m.org_id = d.org_id and m.team_id = d.team_id) as members
         from directory_team d where d.org_id = $1`,
        [orgId],
      );
      return rows.map((row) => ({
        teamId: row.team_id,
        group: row.group,
        inRing: row.in_ring,
        members: new Set(row.members),
      }));
    });
  }

  /** @returns the team of every wanted group, by its group; one for whose name there is no room is left out */
  async ensure(
    orgId: string,
    known: readonly KnownTeam[],
    wanted: readonly WantedTeam[],
  ): Promise<ReadonlyMap<string, string>> {
    const ids = new Map(known.map(({ group, teamId }) => [group, teamId]));
    const rings = new Map(known.map(({ group, inRing }) => [group, inRing]));
    const missing = wanted.filter(({ group }) => !ids.has(group));
    const turned = wanted.filter(({ group, inRing }) => ids.has(group) && rings.get(group) !== inRing);
    if (missing.length + turned.length === 0) return ids;
    const keys = await this.keys.forOrg(orgId);
    await this.alone(orgId, async (tx) => {
      for (const team of turned)
        await tx.query('update directory_team set in_ring = $3 where org_id = $1 and group_hash = $2', [
          orgId,
          Buffer.from(team.group, 'hex'),
          team.inRing,
        ]);
    });
    for (const team of missing) {
      const teamId = await this.create(keys, team);
      if (teamId !== null) ids.set(team.group, teamId);
    }
    return ids;
  }

  /** Takes effect on open sockets as every change of a team does. */
  async change(orgId: string, { teamId, add, remove }: MemberChange): Promise<void> {
    await this.alone(orgId, (tx) =>
      // The directory decides who leaves, even the last one who manages something: the right must not outlive it.
      this.teams.changeMembers(tx, { orgId, teamId, byId: null, add, remove, mayOrphan: true }),
    );
  }

  /** Another team may have the name: that one is not touched. null: so many have it. */
  private async create(keys: OrganisationKeys, { group, name, inRing }: WantedTeam): Promise<string | null> {
    const { orgId } = keys;
    const groupHash = Buffer.from(group, 'hex');
    const shown = nameSchema.catch('Groupe').parse(name.slice(0, 180));
    for (const candidate of [shown, ...OTHER_NAMES.map((more) => `${shown} ${more}`)]) {
      try {
        return await this.alone(orgId, async (tx) => {
          const [there] = await tx.query<{ team_id: string }>(
            'select team_id from directory_team where org_id = $1 and group_hash = $2',
            [orgId, groupHash],
          );
          if (there !== undefined) return there.team_id;
          const teamId = await this.teams.create(tx, keys, candidate, null);
          const createdAt = this.clock.now();
          await tx.manager.insert(DirectoryTeam, { teamId, orgId, groupHash, inRing, createdAt });
          return teamId;
        });
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'resource.name-taken') throw error;
      }
    }
    return null;
  }

  private alone<T>(orgId: string, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('directory');
      tx.afterCommit(() => this.index.forget(orgId));
      return work(tx);
    });
  }
}
