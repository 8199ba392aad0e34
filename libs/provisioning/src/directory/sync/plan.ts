import type { LinkedPerson } from './directory-people.service.js';
import type { KnownTeam, WantedTeam } from './directory-teams.service.js';

/** So few may always go: one departure is more than a fifth of a small team. */
const ALWAYS_ALLOWED = 3;

/** What one organisation holds, and what the directory says of it. */
interface Compared {
  readonly people: readonly LinkedPerson[];
  /** Of everybody in the directory: whether locked there, by subject. */
  readonly locked: ReadonlyMap<string, boolean>;
  readonly teams: readonly KnownTeam[];
  /** null: groups are not looked at. */
  readonly wanted: readonly WantedTeam[] | null;
  readonly maxRemovals: number;
}

export interface SyncPlan {
  readonly close: readonly LinkedPerson[];
  readonly lock: readonly LinkedPerson[];
  readonly reopen: readonly LinkedPerson[];
  /** Not null: so much would go that the answer is not believed; nothing but locks is then done. */
  readonly refused: { readonly people: number; readonly members: number } | null;
}

/** What to do, before anything is done. */
export function planFor({ people, locked, teams, wanted, maxRemovals }: Compared): SyncPlan {
  const open = people.filter(({ isOpen }) => isOpen);
  const close = open.filter(({ subject }) => !locked.has(subject));
  const lock = open.filter(({ subject }) => locked.get(subject) === true);
  const reopen = people.filter(({ subject, mayReopen }) => mayReopen && locked.get(subject) === false);
  const leaving = wanted === null ? 0 : countLeaving(people, teams, wanted);
  const members = teams.reduce((sum, team) => sum + team.members.size, 0);
  const isEmpty = (open.length > 0 && locked.size === 0) || (members > 0 && wanted?.length === 0);
  const isTooMuch = (part: number, of: number): boolean =>
    part > Math.max(ALWAYS_ALLOWED, Math.ceil((of * maxRemovals) / 100));
  const isRefused = isEmpty || isTooMuch(close.length, open.length) || isTooMuch(leaving, members);
  return { close, lock, reopen, refused: isRefused ? { people: close.length, members: leaving } : null };
}

/** People who would leave a team; teams that leave a team do not count, whoever is in them does elsewhere. */
function countLeaving(
  people: readonly LinkedPerson[],
  teams: readonly KnownTeam[],
  wanted: readonly WantedTeam[],
): number {
  const byGroup = new Map(wanted.map((team) => [team.group, team]));
  const linked = new Set(people.map(({ personId }) => personId));
  return teams
    .flatMap(({ group, members }) => [...members].map((member) => ({ member, after: byGroup.get(group) })))
    .filter(({ member, after }) => linked.has(member) && after?.people.has(member) !== true).length;
}
