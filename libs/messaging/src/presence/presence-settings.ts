import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';

type Person = Pick<Actor, 'orgId' | 'personId'>;

const SHOWS: ReadStatement = {
  name: 'who shows presence',
  text: `select a.id from account a join organisation o on o.id = a.org_id
    where a.id = any($1::uuid[]) and not (a.hides_presence or o.hides_presence)`,
};
/** Somebody who types is not asked about with every word. */
const KEEP_MS = 5_000;
const MAX_PEOPLE = 20_000;

/** Who wants it to be seen that they are there and type. A visitor by link has no account, and is not shown. */
@Injectable()
export class PresenceSettings {
  private readonly kept = new Map<string, { readonly shows: boolean; readonly until: number }>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async shows(person: Person): Promise<boolean> {
    const { personId } = person;
    const now = this.clock.now().getTime();
    const kept = this.kept.get(personId);
    if (kept !== undefined && kept.until > now) return kept.shows;
    const shows = (await this.whoShows([person])).has(personId);
    if (this.kept.size >= MAX_PEOPLE) this.kept.clear();
    this.kept.set(personId, { shows, until: now + KEEP_MS });
    return shows;
  }

  async whoShows(people: readonly Person[]): Promise<ReadonlySet<string>> {
    if (people.length === 0) return new Set();
    const orgs = [...new Set(people.map(({ orgId }) => orgId))];
    const ids = people.map(({ personId }) => personId);
    const rows = await this.database.readAlong<{ id: string }>(orgs, SHOWS, [ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
