import { openedBySources } from '../../security/matrix/coverage.js';
import type { Persona } from '../../security/matrix/personas.js';
import { rows as matrix } from '../../security/matrix/rows/index.js';
import type { Cell, Kind, Row } from '../../security/matrix/table.js';
import { type DescribedRoute, readDescription } from './description.js';

/** Who attacks: somebody who signed in, somebody who opened a link, nobody known. */
export const ATTACKERS = ['person', 'visitor', 'nobody'] as const;
export type Attacker = (typeof ATTACKERS)[number];

/** One way into the server, used by one attacker. */
export interface AttackRow {
  /** `GET /resources/{id} by a person`. */
  readonly name: string;
  readonly attacker: Attacker;
  /** Whose right it is used with. */
  readonly persona: Persona;
  /** How the matrix of rights makes the request, and about what. */
  readonly matrix: Row;
  /** What such a request is answered when all is well. */
  readonly status: number;
  /** null: not in the description (mounts, upgrades, socket messages). */
  readonly described: DescribedRoute | null;
}

/** As a person: the first of these who may. */
const PEOPLE: readonly Persona[] = ['owner', 'administrator', 'admin-token-scim', 'token-all', 'stranger'];
const PERSONAS: Readonly<Record<Attacker, readonly Persona[]>> = {
  person: PEOPLE,
  visitor: ['visitor-editor'],
  nobody: ['anonymous'],
};
const BY: Readonly<Record<Attacker, string>> = { person: 'a person', visitor: 'a visitor', nobody: 'nobody' };
/** Places first: what stands below them gives an act its weight. */
const HEAVIEST: readonly Kind[] = ['folder', 'space', 'prose', 'channel', 'file'];

/** Every route of the description, every socket message, every mount and upgrade, by each attacker. */
export function attackRows(described = readDescription()): { rows: AttackRow[]; uncovered: string[] } {
  const requests = [...new Set(matrix.map(({ request }) => request))];
  const routes = new Map(described.routes.map((route) => [route.name, route]));
  const rows = requests.flatMap((request) => {
    const kinds = matrix.filter((row) => row.request === request);
    return ATTACKERS.map((attacker) => rowOf(kinds, attacker, routes));
  });
  return { rows, uncovered: uncovered(described) };
}

/** What is served and no row uses. */
function uncovered({ routes, messages }: ReturnType<typeof readDescription>): string[] {
  const used = new Set(matrix.map(({ route }) => route));
  const { mounts, upgrades } = openedBySources();
  const paths = [...used].map((route) => (route.split(' ')[1] ?? '').replace(/\/\{.*/, ''));
  const isUsed = (at: string): boolean => paths.some((path) => path === at || path.startsWith(`${at}/`));
  // Every socket message goes through the upgrade of socket.io.
  const beside = [...mounts, ...upgrades.filter((path) => path !== '/socket.io')];
  return [
    ...[...routes.map(({ name }) => name), ...messages].filter((name) => !used.has(name)),
    ...beside.filter((at) => !isUsed(at)),
  ];
}

function rowOf(
  kinds: readonly Row[],
  attacker: Attacker,
  routes: ReadonlyMap<string, DescribedRoute>,
): AttackRow {
  const { persona, row } = whoMay(kinds, PERSONAS[attacker]);
  return {
    name: `${row.request} by ${BY[attacker]}`,
    attacker,
    persona,
    matrix: row,
    status: statusOf(row, persona),
    described: routes.get(row.route) ?? null,
  };
}

/** Who may, and about what; where nobody of them may, the first is refused. */
function whoMay(kinds: readonly Row[], personas: readonly Persona[]): { persona: Persona; row: Row } {
  const sorted = [...kinds].sort((a, b) => weightOf(a) - weightOf(b));
  for (const persona of personas)
    for (const row of sorted) if (row.cells.get(persona) === '+') return { persona, row };
  const [persona, row] = [personas[0], sorted[0]];
  if (persona === undefined || row === undefined) throw new Error('a row of the matrix is about something');
  return { persona, row };
}

function weightOf({ kind }: Row): number {
  const at = HEAVIEST.indexOf(kind);
  return at === -1 ? HEAVIEST.length : at;
}

function statusOf(row: Row, persona: Persona): number {
  const cell: Cell = row.cells.get(persona) ?? '-';
  return { '+': row.status, o: row.status, '-': 404, '!': 401, r: 403 }[cell];
}
