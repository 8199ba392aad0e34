import { FilterParser } from 'ldapts';
import { describe, expect, it } from 'vitest';
import { comparableName } from './client/distinguished-name.js';
import { escapeValue, filterFor, filterForAll, filterOfGroups } from './client/filter.js';
import { type GroupNode, withoutRings } from './sync/group-graph.js';
import { planFor } from './sync/plan.js';

describe('a value in a filter (RFC 4515 §3)', () => {
  it('keeps no sign that means something', () => {
    expect(escapeValue('a*(b)\\\0é')).toBe('a\\2a\\28b\\29\\5c\\00é');
  });

  it.each(['*', ')(uid=*', '\\2a', '\0', '(((', 'é*', '=,+"<>;#', '&(|('])(
    'reads back as %j, and as one',
    (login) => {
      const filter = FilterParser.parseString(filterFor('(&(objectClass=person)(uid={login}))', login));
      expect(JSON.parse(JSON.stringify(filter))).toMatchObject({ filters: [{}, { value: login }] });
    },
  );

  it('stands for everybody in the same places', () => {
    expect(filterForAll('(|(uid={login})(mail={login}))')).toBe('(|(uid=*)(mail=*))');
  });

  it('of groups takes a name with every sign', () => {
    const filter = filterOfGroups('(objectClass=group)', 'cn=a\\, (b)*', ['l*']);
    expect(filter).toContain('(member=cn=a\\5c, \\28b\\29\\2a)');
    expect(filter).toContain('(memberUid=l\\2a)');
  });
});

describe('names of entries (RFC 4514)', () => {
  it.each([
    ['CN=Anne, OU=Agents ,DC=fr', 'cn=anne,ou=agents,dc=fr'],
    ['cn=Dupont\\, Jean,dc=fr', 'cn=Dupont\\2C Jean,dc=fr'],
    ['cn=Zo\\c3\\a9,dc=fr', 'cn=Zoé,dc=fr'],
    ['cn=a+sn=b,dc=fr', 'sn=b+cn=a,dc=fr'],
    ['cn=a\\ ,dc=fr', 'cn=a\\20,dc=fr'],
  ])('%j is %j', (one, other) => {
    expect(comparableName(one)).toBe(comparableName(other));
  });

  it.each([
    ['cn=a\\,b,dc=fr', 'cn=a,b=,dc=fr'],
    ['cn=a,dc=fr', 'cn=ab,dc=fr'],
    ['cn=a\\+sn=b,dc=fr', 'cn=a+sn=b,dc=fr'],
    ['cn=a"\\,cn=b,dc=fr', 'cn=a",cn=b,dc=fr'],
  ])('%j is not %j', (one, other) => {
    expect(comparableName(one)).not.toBe(comparableName(other));
  });
});

describe('groups within groups', () => {
  const graph = (edges: Record<string, string[]>): Map<string, GroupNode> =>
    new Map(
      Object.entries(edges).map(([key, groups]) => [
        key,
        { key, people: new Set([`person of ${key}`]), groups: new Set(groups) },
      ]),
    );
  /** Everybody who is in a group, by way of any other. */
  const everybody = (
    nodes: ReadonlyMap<string, GroupNode>,
    key: string,
    seen = new Set<string>(),
  ): string[] => {
    if (seen.has(key)) return [];
    seen.add(key);
    const node = nodes.get(key);
    return [
      ...(node?.people ?? []),
      ...[...(node?.groups ?? [])].flatMap((one) => everybody(nodes, one, seen)),
    ];
  };

  it.each([
    { a: ['b'], b: ['c'], c: [] },
    { a: ['a'] },
    { a: ['b'], b: ['a'] },
    { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'] },
    { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] },
    { a: ['gone'] },
  ])('hold the same people without a ring: %j', (edges: Record<string, string[]>) => {
    const before = graph(edges);
    const nested = new Map(withoutRings(before).map((group) => [group.key, group]));
    expect([...nested.keys()].sort()).toEqual(Object.keys(edges).sort());
    for (const key of before.keys()) {
      expect(new Set(everybody(nested, key))).toEqual(new Set(everybody(before, key)));
      const below = [...(nested.get(key)?.groups ?? [])].flatMap((one) => [...reach(nested, one)]);
      expect(below).not.toContain(key);
    }
  });

  it('may be ten thousand deep', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, n) => [`g${String(n)}`, [`g${String((n + 1) % 10_000)}`]]),
    );
    expect(withoutRings(graph(chain)).every(({ inRing }) => inRing)).toBe(true);
  });

  function reach(nodes: ReadonlyMap<string, GroupNode>, key: string, seen = new Set<string>()): Set<string> {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const one of nodes.get(key)?.groups ?? []) reach(nodes, one, seen);
    return seen;
  }
});

describe('what one synchronisation may take away', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      identityId: String(n),
      personId: `p${String(n)}`,
      subject: String(n),
      isOpen: true,
      mayReopen: false,
    }));
  const plan = (known: number, there: number, locked = 0) =>
    planFor({
      people: people(known),
      locked: new Map(Array.from({ length: there }, (_, n) => [String(n), n < locked])),
      teams: [],
      wanted: null,
      maxRemovals: 20,
    });

  it('is a fifth of the people, and never fewer than three', () => {
    expect(plan(100, 80).refused).toBeNull();
    expect(plan(100, 79).refused).toMatchObject({ people: 21 });
    expect(plan(5, 2).refused).toBeNull();
    expect(plan(5, 1).refused).not.toBeNull();
  });

  it('is nothing at all when the directory names nobody', () => {
    expect(plan(2, 0).refused).not.toBeNull();
  });

  it('does not hold back whom the directory says it locked', () => {
    expect(plan(10, 10, 8)).toMatchObject({ refused: null, lock: { length: 8 } });
  });

  it('counts who would leave teams', () => {
    const members = new Set(people(10).map(({ personId }) => personId));
    const teams = [{ teamId: 't', group: 'g', inRing: false, members }];
    const common = { people: people(10), locked: new Map(people(10).map(({ subject }) => [subject, false])) };
    const wanted = [
      { group: 'g', name: 'G', inRing: false, people: new Set(['p1']), groups: new Set<string>() },
    ];
    const refused = (of: typeof wanted) => planFor({ ...common, teams, wanted: of, maxRemovals: 20 }).refused;
    expect(refused(wanted)).toMatchObject({ members: 9 });
    expect(refused([])).toMatchObject({ members: 10 });
    expect(refused(wanted.map((team) => ({ ...team, people: members })))).toBeNull();
  });
});
