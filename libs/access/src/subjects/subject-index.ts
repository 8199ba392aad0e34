import { Inject, Injectable } from '@nestjs/common';
import { idSchema, type SubjectView } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import {
  Keys,
  mergeInTurns,
  openInTurns,
  type OrganisationKeys,
  type Page,
  pageOfSorted,
  type Paging,
  SharedRefresh,
  sortInTurns,
} from '@maroquin/platform/keys';
import { z } from 'zod';
import { beginAll, wordsOf } from './search-words.js';

export interface IndexedSubject extends SubjectView {
  /** Words of the name and the address, without accents and capitals. */
  readonly words: readonly string[];
  /** Of people: the account is closed. */
  readonly closed: boolean;
  /** Of guests: epoch milliseconds of their end. */
  readonly endsAt: number | null;
  /** Of the row that was opened. */
  readonly print: string;
}

interface PrintRow {
  readonly id: string;
  readonly print: string;
}
interface PersonRow extends PrintRow {
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly external: boolean;
  readonly closed: boolean;
  readonly ends_at: Date | null;
  readonly photo_id: string | null;
}
interface TeamRow extends PrintRow {
  readonly name_sealed: Buffer;
}

/** For whoever gives a right: what another node changed is seen after this long. */
const KEEP_MS = 10_000;
/** People and teams of all organisations that are kept; the largest one is kept in any case. Some 1 KiB each. */
const MAX_KEPT = 200_000;
/** Rows fetched by one statement. */
const AT_ONCE = 2_000;

/** A number that changes with whatever the index holds of somebody. */
const PRINTS = `
select a.id, uuid_hash_extended(a.id, hashtextextended(concat_ws(' ', s.kind, s.ends_at, a.disabled_at), a.version)) as print
  from account a join seat s on s.org_id = a.org_id and s.account_id = a.id where a.org_id = $1
union all
select t.id, uuid_hash_extended(t.id, t.version) from team t where t.org_id = $1`;
const PRINT = {
  name: 'print of subjects',
  text: `select count(*)::text || ' ' || coalesce(bit_xor(print), 0)::text as print from (${PRINTS}) p`,
};
const ALL_PRINTS = { name: 'prints of subjects', text: `select id, print::text from (${PRINTS}) p` };
const PEOPLE = {
  name: 'subjects that are people',
  text: `select a.id, a.name_sealed, a.email_sealed, s.kind = 'guest' as external, a.disabled_at is not null as closed, s.ends_at, a.photo_id
    from account a join seat s on s.org_id = a.org_id and s.account_id = a.id where a.org_id = $1 and a.id = any($2::uuid[])`,
};
const TEAMS = {
  name: 'subjects that are teams',
  text: 'select id, name_sealed from team where org_id = $1 and id = any($2::uuid[])',
};

const collator = new Intl.Collator('fr', { numeric: true });
type Place = Pick<IndexedSubject, 'id' | 'name'>;
const compare = (a: Place, b: Place): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const placeSchema = z.strictObject({ id: idSchema, name: z.string() });
/** Keeps a sealed cursor below its 500 characters, also with four-byte letters. */
const NAME_IN_CURSOR = 40;

class Kept {
  sorted: readonly IndexedSubject[] = [];
  print: string | null = null;
  until = 0;
  readonly refreshing = new SharedRefresh<readonly IndexedSubject[]>();
}

/**
 * The opened names of an organisation's people and teams, in the order of a French reader: the database can neither
 * sort nor search what it cannot read. Only what changed since the last time is opened again.
 */
@Injectable()
export class SubjectIndex {
  /** Least recently used first. */
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** As they were at most ten seconds ago, and as this node left them. */
  async recent(orgId: string): Promise<readonly IndexedSubject[]> {
    const kept = this.keptOf(orgId);
    return kept.until > this.clock.now().getTime() ? kept.sorted : this.current(orgId);
  }

  /** As they are committed. */
  current(orgId: string): Promise<readonly IndexedSubject[]> {
    const kept = this.keptOf(orgId);
    return kept.refreshing.run(() => this.refresh(orgId, kept));
  }

  /** One page of those that `isListed`, in the order of their names, and how many there are on all pages. */
  async page(
    orgId: string,
    { q = '', list, isListed }: { q?: string; list: string; isListed: (subject: IndexedSubject) => boolean },
    paging: Paging,
  ): Promise<Page<IndexedSubject> & { total: number }> {
    const wanted = wordsOf(q);
    const sorted = (await this.current(orgId)).filter(
      (subject) => isListed(subject) && beginAll(subject.words, wanted),
    );
    const page = pageOfSorted(
      this.keys.instance,
      {
        ...{ audience: `${list} ${orgId} ${wanted.join(' ')}`, sorted, place: placeSchema },
        placeOf: ({ id, name }) => ({ id, name: name.slice(0, NAME_IN_CURSOR) }),
        isBehind: (subject, place) => compare(subject, place) > 0,
      },
      paging,
    );
    return { ...page, total: sorted.length };
  }

  /** People whose name or address has these words. Null: nothing is looked for. */
  async peopleMatching(orgId: string, q: string): Promise<string[] | null> {
    const wanted = wordsOf(q);
    if (wanted.length === 0) return null;
    const found = (await this.current(orgId)).filter(
      ({ kind, words }) => kind === 'person' && beginAll(words, wanted),
    );
    return found.map(({ id }) => id);
  }

  /** This node changed somebody. */
  forget(orgId: string): void {
    const kept = this.kept.get(orgId);
    if (kept !== undefined) kept.until = 0;
  }

  private keptOf(orgId: string): Kept {
    const kept = this.kept.get(orgId) ?? new Kept();
    this.kept.delete(orgId);
    this.kept.set(orgId, kept);
    return kept;
  }

  private async refresh(orgId: string, kept: Kept): Promise<readonly IndexedSubject[]> {
    const began = this.clock.now().getTime();
    const [found] = await this.database.readIn<{ print: string }>([orgId], PRINT, [orgId]);
    const print = found?.print ?? '';
    if (print !== kept.print) {
      kept.sorted = await this.updated(orgId, kept.sorted);
      kept.print = print;
      this.makeRoom();
    }
    kept.until = began + KEEP_MS;
    return kept.sorted;
  }

  private async updated(
    orgId: string,
    before: readonly IndexedSubject[],
  ): Promise<readonly IndexedSubject[]> {
    const prints = await this.database.readIn<PrintRow>([orgId], ALL_PRINTS, [orgId]);
    const now = new Map(prints.map(({ id, print }) => [id, print]));
    const kept = before.filter(({ id, print }) => now.get(id) === print);
    for (const { id } of kept) now.delete(id);
    const added = await this.open(orgId, now);
    return mergeInTurns(kept, await sortInTurns(added, compare), compare);
  }

  /** @param prints by id, of what the index does not hold yet */
  private async open(orgId: string, prints: ReadonlyMap<string, string>): Promise<IndexedSubject[]> {
    const keys = await this.keys.forOrg(orgId);
    const ids = [...prints.keys()];
    const opened: IndexedSubject[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const people = await this.database.readIn<PersonRow>([orgId], PEOPLE, [orgId, some]);
      const teams = await this.database.readIn<TeamRow>([orgId], TEAMS, [orgId, some]);
      const printOf = (id: string): string => prints.get(id) ?? '';
      opened.push(
        ...(await openInTurns(people, (row) => toPerson(keys, row, printOf(row.id)))),
        ...(await openInTurns(teams, (row) => toTeam(keys, row, printOf(row.id)))),
      );
    }
    return opened;
  }

  /** Forgets the organisations that were asked for longest ago. */
  private makeRoom(): void {
    let held = [...this.kept.values()].reduce((sum, { sorted }) => sum + sorted.length, 0);
    for (const [orgId, { sorted }] of this.kept) {
      if (held <= MAX_KEPT || this.kept.size === 1) return;
      this.kept.delete(orgId);
      held -= sorted.length;
    }
  }
}

function toPerson(keys: OrganisationKeys, row: PersonRow, print: string): IndexedSubject {
  const { id, external, closed, ends_at, photo_id } = row;
  const open = (column: 'name' | 'email', sealed: Buffer): string =>
    keys.openText({ table: 'account', column, row: id }, sealed);
  const name = open('name', row.name_sealed);
  const email = open('email', row.email_sealed);
  const endsAt = ends_at?.getTime() ?? null;
  const person = { id, kind: 'person', name, email, words: wordsOf(`${name} ${email}`) } as const;
  return {
    ...person,
    closed,
    endsAt,
    print,
    ...(external && { external: true }),
    ...(photo_id !== null && { photo: photo_id }),
  };
}

function toTeam(keys: OrganisationKeys, { id, name_sealed }: TeamRow, print: string): IndexedSubject {
  const name = keys.openText({ table: 'team', column: 'name', row: id }, name_sealed);
  const team = { id, kind: 'team', name, email: null, words: wordsOf(name) } as const;
  return { ...team, closed: false, endsAt: null, print };
}
