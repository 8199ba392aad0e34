import { Inject, Injectable } from '@nestjs/common';
import type { PersonView } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { BatchedLookUp, Database, type ReadStatement } from '@maroquin/platform/database';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';

/** A name that was changed on another node is seen after this long. */
const KEEP_MS = 30_000;
const MAX_PEOPLE = 20_000;

interface NameRow {
  readonly id: string;
  readonly org_id: string;
  readonly source: 'account' | 'link_visit';
  /** null: a visitor who did not say. */
  readonly name_sealed: Buffer | null;
  /** Has the seat of a guest. */
  readonly external: boolean;
  readonly photo_id: string | null;
}

const NAMES: ReadStatement = {
  name: 'names of people',
  text: `select id, org_id, 'account' as source, name_sealed, exists (select 1 from seat
      where seat.org_id = account.org_id and seat.account_id = account.id and seat.kind = 'guest') as external,
      photo_id
    from account where id = any($1::uuid[])
    union all select id, org_id, 'link_visit', name_sealed, false, null from link_visit where id = any($1::uuid[])`,
};

/** Names of people, for what they wrote and shared. What a visitor by link calls itself is shown as a visitor's word. */
@Injectable()
export class PeopleNames {
  private readonly kept = new Map<string, { readonly person: PersonView; readonly until: number }>();
  private readonly rows = new BatchedLookUp<NameRow>((keys) => this.readRows(keys));

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who is not of this organisation, or no longer there, is absent. */
  async names(orgId: string, ids: Iterable<string | null>): Promise<ReadonlyMap<string, PersonView>> {
    const now = this.clock.now().getTime();
    const found = new Map<string, PersonView>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      if (id === null) continue;
      const kept = this.kept.get(`${orgId} ${id}`);
      if (kept !== undefined && kept.until > now) found.set(id, kept.person);
      else missing.push(id);
    }
    if (missing.length > 0) await this.read(orgId, missing, found, now);
    return found;
  }

  private async read(
    orgId: string,
    ids: readonly string[],
    found: Map<string, PersonView>,
    now: number,
  ): Promise<void> {
    const rows = await Promise.all(ids.map((id) => this.rows.get(`${orgId} ${id}`)));
    const keys = await this.keys.forOrg(orgId);
    if (this.kept.size + rows.length > MAX_PEOPLE) this.kept.clear();
    for (const row of rows) {
      if (row === undefined) continue;
      const { id } = row;
      const person: PersonView = {
        ...{ id, name: nameOf(keys, row) },
        ...(row.external && { external: true }),
        ...(row.photo_id !== null && { photo: row.photo_id }),
      };
      this.kept.set(`${orgId} ${id}`, { person, until: now + KEEP_MS });
      found.set(id, person);
    }
  }

  private async readRows(keys: readonly string[]): Promise<ReadonlyMap<string, NameRow>> {
    const pairs = keys.map((key) => key.split(' '));
    const orgs = [...new Set(pairs.map(([orgId = '']) => orgId))];
    const rows = await this.database.readAlong<NameRow>(orgs, NAMES, [pairs.map(([, id = '']) => id)]);
    return new Map(rows.map((row) => [`${row.org_id} ${row.id}`, row]));
  }

  /** This person changed its name or photo here: show it at once. */
  forget(orgId: string, id: string): void {
    this.kept.delete(`${orgId} ${id}`);
  }
}

function nameOf(keys: OrganisationKeys, { id, source, name_sealed }: NameRow): string {
  if (name_sealed === null) return 'Visiteur';
  const name = keys.openText({ table: source, column: 'name', row: id }, name_sealed);
  return source === 'account' ? name : `${name} (visiteur)`;
}
