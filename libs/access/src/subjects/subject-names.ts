import { Injectable } from '@nestjs/common';
import type { PersonView } from '@maroquin/contracts';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { PeopleNames } from './people-names.js';

interface NamedSubject {
  readonly subject_id: string;
  readonly kind: 'person' | 'team' | 'everyone';
}

type PersonMarks = Pick<PersonView, 'external' | 'photo'>;

interface NameRow {
  readonly id: string;
  readonly source: 'team' | 'organisation';
  readonly name_sealed: Buffer;
}

const NAMES: ReadStatement = {
  name: 'names of teams and organisations',
  text: `select id, 'team' as source, name_sealed from team where org_id = $1 and id = any($2::uuid[])
    union all select id, 'organisation', name_sealed from organisation where id = $1 and id = any($3::uuid[])`,
};

/** Names of whoever can be given a right. */
@Injectable()
export class SubjectNames {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    readonly people: PeopleNames,
  ) {}

  /** What is shown beside the names of those who are people: that they are from outside, and their photo. */
  async marks(orgId: string, subjects: readonly NamedSubject[]): Promise<ReadonlyMap<string, PersonMarks>> {
    const people = subjects.filter(({ kind }) => kind === 'person').map(({ subject_id }) => subject_id);
    const found = await this.people.names(orgId, people);
    return new Map([...found].map(([id, { name: _name, id: _id, ...marks }]) => [id, marks]));
  }

  /** Everyone is called by the name of its organisation. */
  async names(orgId: string, subjects: readonly NamedSubject[]): Promise<ReadonlyMap<string, string>> {
    const idsOf = (kind: NamedSubject['kind']): string[] => [
      ...new Set(subjects.filter((subject) => subject.kind === kind).map((subject) => subject.subject_id)),
    ];
    const names = new Map<string, string>();
    for (const [id, person] of await this.people.names(orgId, idsOf('person'))) names.set(id, person.name);
    const [teams, everyone] = [idsOf('team'), idsOf('everyone')];
    if (teams.length + everyone.length === 0) return names;
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.readIn<NameRow>([orgId], NAMES, [orgId, teams, everyone]);
    for (const { id, source, name_sealed } of rows) {
      names.set(id, keys.openText({ table: source, column: 'name', row: id }, name_sealed));
    }
    return names;
  }
}
