/** How large the organisation is. `full` is what the product promises to carry (1,000,000 resources, 20,000 people). */
export interface Size {
  readonly resources: number;
  readonly people: number;
  readonly teams: number;
  readonly spaces: number;
  readonly folders: number;
}

export const SIZES: Readonly<Record<'small' | 'full', Size>> = {
  small: { resources: 20_000, people: 400, teams: 200, spaces: 100, folders: 1_000 },
  full: { resources: 1_000_000, people: 20_000, teams: 2_000, spaces: 2_000, folders: 47_465 },
};

/** These people are in no team: they have what was given to them by name, two things or three. */
const LONERS = 50;
/** Teams of one person; each brings along those that it is nested in. */
const TEAMS_OF_A_PERSON = 6;
/** Teams in a team. */
const NESTED = 4;
/** To the manager, two teams, two people, and those who see everything. */
const TEAMS_OF_A_SPACE = 2;
const TEAM_SHARE_OF_FOLDERS = 0.3;
/** The life of the organisation, over which the last changes are spread. */
const YEARS_MS = 2 * 365 * 86_400_000;

/** mulberry32: the same organisation each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const idOf = (kind: number, index: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
export const personId = (index: number): string => idOf(1, index);
const teamId = (index: number): string => idOf(2, index);
const resourceId = (index: number): string => idOf(3, index);

export interface Grant {
  readonly scopeId: string;
  readonly subjectId: string;
  readonly fromId: string;
  readonly role: string;
}
interface Placed {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: 'space' | 'folder' | 'document' | 'file' | 'channel';
  readonly scopeId: string;
  readonly updatedAt: Date;
}

/** A made-up organisation: spaces, a folder tree with rights of its own in every folder, nested teams. */
export class Town {
  private readonly random = randomFrom(20_261_127);
  /** Who belongs to it sees everything. */
  readonly everythingTeam: string;
  private readonly ownGrants: Grant[][] = [];

  constructor(
    readonly size: Size,
    private readonly now: Date,
  ) {
    this.everythingTeam = teamId(size.teams);
    for (let scope = 0; scope < this.scopes; scope += 1) this.ownGrants.push(this.grantsOf(scope));
  }

  get scopes(): number {
    return this.size.spaces + this.size.folders;
  }

  /** The last person is in the team that sees everything. */
  get director(): string {
    return personId(this.size.people - 1);
  }

  get loners(): string[] {
    return Array.from({ length: LONERS }, (_, index) => personId(this.size.people - 2 - index));
  }

  get teams(): string[] {
    return Array.from({ length: this.size.teams + 1 }, (_, index) => teamId(index));
  }

  get people(): string[] {
    return Array.from({ length: this.size.people }, (_, index) => personId(index));
  }

  /** [team, member] */
  *memberships(): Generator<readonly [string, string]> {
    const { teams, people } = this.size;
    for (let team = 1; team < teams; team += 1) yield [teamId(Math.floor((team - 1) / NESTED)), teamId(team)];
    for (let person = 0; person < people - 1 - LONERS; person += 1) {
      const of = new Set<number>();
      while (of.size < TEAMS_OF_A_PERSON) of.add(this.random(teams));
      for (const team of of) yield [teamId(team), personId(person)];
    }
    yield [this.everythingTeam, this.director];
  }

  /** The space that a scope lies in; a space lies in itself. */
  spaceOf(scope: number): number {
    return scope < this.size.spaces ? scope : (scope - this.size.spaces) % this.size.spaces;
  }

  private grantsOf(scope: number): Grant[] {
    const { spaces, teams, people } = this.size;
    const id = resourceId(scope);
    const to = (subjectId: string, role: string): Grant => ({ scopeId: id, subjectId, fromId: id, role });
    if (scope >= spaces) {
      const isForTeam = this.random(100) < TEAM_SHARE_OF_FOLDERS * 100;
      return [to(isForTeam ? teamId(this.random(teams)) : personId(this.random(people)), 'editor')];
    }
    const grants = [to(personId(this.random(people)), 'manager'), to(this.everythingTeam, 'reader')];
    for (let turn = 0; turn < TEAMS_OF_A_SPACE; turn += 1) {
      grants.push(to(teamId(this.random(teams)), 'editor'), to(personId(this.random(people)), 'commenter'));
    }
    return [...new Map(grants.map((grant) => [grant.subjectId, grant])).values()];
  }

  /** What people set. */
  *grants(): Generator<Grant> {
    for (const own of this.ownGrants) yield* own;
  }

  /** Own and inherited, as the product keeps them. */
  *flattened(): Generator<Grant> {
    for (const [scope, own] of this.ownGrants.entries()) {
      yield* own;
      if (scope < this.size.spaces) continue;
      for (const grant of this.ownGrants[this.spaceOf(scope)] ?? [])
        yield { ...grant, scopeId: resourceId(scope) };
    }
  }

  *resources(): Generator<Placed> {
    for (let index = 0; index < this.size.resources; index += 1) yield this.placed(index);
  }

  private placed(index: number): Placed {
    const { spaces } = this.size;
    const id = resourceId(index);
    const updatedAt = new Date(this.now.getTime() - this.random(YEARS_MS));
    if (index < spaces) return { id, parentId: null, kind: 'space', scopeId: id, updatedAt };
    if (index < this.scopes)
      return { id, parentId: resourceId(this.spaceOf(index)), kind: 'folder', scopeId: id, updatedAt };
    // A few folders hold much, most hold little.
    const share = this.random(1_000) / 1_000;
    const parentId = resourceId(Math.min(this.scopes - 1, Math.floor(share * share * this.scopes)));
    const kind = (['document', 'document', 'document', 'file', 'channel'] as const)[this.random(5)];
    return { id, parentId, kind: kind ?? 'document', scopeId: parentId, updatedAt };
  }
}
