import { Injectable } from '@nestjs/common';
import { PeopleNames, SubjectNames } from '@maroquin/access';
import type { PersonView } from '@maroquin/contracts';

const KEEP_MS = 60_000;
const MOST_KEPT = 10_000;

/** Names of people, and of teams that texts mention; asked of the database once a minute, not for every message. */
@Injectable()
export class MentionNames {
  /** By organisation and id; null: no team either. */
  private readonly teams = new Map<string, { readonly name: string | null; readonly until: number }>();

  constructor(
    private readonly people: PeopleNames,
    private readonly subjects: SubjectNames,
  ) {}

  /** Who is not of this organisation, or no longer there, is absent. */
  async names(
    orgId: string,
    people: Iterable<string | null>,
    mentioned: readonly string[],
  ): Promise<ReadonlyMap<string, PersonView & { team?: true }>> {
    const ids = mentioned.filter((id) => id !== 'ici' && id !== 'tous');
    const found: Map<string, PersonView & { team?: true }> = new Map(
      await this.people.names(orgId, [...people, ...ids]),
    );
    const others = ids.filter((id) => !found.has(id));
    if (others.length > 0) await this.addTeams(orgId, others, found);
    return found;
  }

  private async addTeams(
    orgId: string,
    ids: readonly string[],
    found: Map<string, PersonView & { team?: true }>,
  ): Promise<void> {
    const now = performance.now();
    const unknown = ids.filter((id) => (this.teams.get(`${orgId} ${id}`)?.until ?? 0) < now);
    if (unknown.length > 0) {
      const asked = unknown.map((id) => ({ subject_id: id, kind: 'team' as const }));
      const names = await this.subjects.names(orgId, asked);
      if (this.teams.size > MOST_KEPT) this.teams.clear();
      for (const id of unknown)
        this.teams.set(`${orgId} ${id}`, { name: names.get(id) ?? null, until: now + KEEP_MS });
    }
    for (const id of ids) {
      const name = this.teams.get(`${orgId} ${id}`)?.name;
      if (typeof name === 'string') found.set(id, { id, name, team: true });
    }
  }
}
