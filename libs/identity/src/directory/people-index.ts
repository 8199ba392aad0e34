import { Inject, Injectable } from '@nestjs/common';
import type { SubjectView } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Keys, openInTurns, sortInTurns } from '@maroquin/platform/keys';
import { openAccount } from '../accounts/accounts.service.js';
import { plainLetters } from './plain-letters.js';

export interface IndexedSubject extends SubjectView {
  /** Words of the name and the address, without accents and capitals. */
  readonly words: readonly string[];
}

/** What another node changed is seen after this long. */
const KEEP_MS = 10_000;
const MAX_PEOPLE = 20_000;
const MAX_TEAMS = 2_000;
const MAX_ORGANISATIONS = 50;

/** The opened names of an organisation's people and teams, in memory: the database cannot search what it cannot read. */
@Injectable()
export class PeopleIndex {
  private readonly kept = new Map<
    string,
    { readonly subjects: Promise<readonly IndexedSubject[]>; readonly until: number }
  >();

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order of their names. */
  of(orgId: string): Promise<readonly IndexedSubject[]> {
    const now = this.clock.now().getTime();
    const kept = this.kept.get(orgId);
    if (kept !== undefined && kept.until > now) return kept.subjects;
    const subjects = this.read(orgId);
    this.kept.delete(orgId);
    this.kept.set(orgId, { subjects, until: now + KEEP_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_ORGANISATIONS && oldest !== undefined) this.kept.delete(oldest);
    subjects.catch(() => this.kept.delete(orgId));
    return subjects;
  }

  /** This node changed somebody. */
  forget(orgId: string): void {
    this.kept.delete(orgId);
  }

  private async read(orgId: string): Promise<readonly IndexedSubject[]> {
    const keys = await this.keys.forOrg(orgId);
    const { people, teams } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      people: await tx.query<{ id: string; name_sealed: Buffer; email_sealed: Buffer; external: boolean }>(
        `select a.id, a.name_sealed, a.email_sealed, s.kind = 'guest' as external from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
         where a.org_id = $1 and a.disabled_at is null and (s.ends_at is null or s.ends_at > $3) order by a.id limit $2`,
        [orgId, MAX_PEOPLE, this.clock.now()],
      ),
      teams: await tx.query<{ id: string; name_sealed: Buffer }>(
        'select id, name_sealed from team where org_id = $1 order by id limit $2',
        [orgId, MAX_TEAMS],
      ),
    }));
    const opened = await openInTurns(people, ({ id, name_sealed, email_sealed, external }) => {
      const name = openAccount(keys, id, 'name', name_sealed);
      const person = toIndexed(id, 'person', name, openAccount(keys, id, 'email', email_sealed));
      return external ? { ...person, external } : person;
    });
    const named = await openInTurns(teams, ({ id, name_sealed }) =>
      toIndexed(id, 'team', keys.openText({ table: 'team', column: 'name', row: id }, name_sealed), null),
    );
    return sortInTurns([...opened, ...named], byName);
  }
}

const collator = new Intl.Collator('fr', { numeric: true });
const byName = (a: IndexedSubject, b: IndexedSubject): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

function toIndexed(id: string, kind: 'person' | 'team', name: string, email: string | null): IndexedSubject {
  const words = plainLetters(`${name} ${email ?? ''}`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return { id, kind, name, email, words };
}
