import { describe, expect, it } from 'vitest';
import type { Complex } from './attribute.js';
import { parseFilter } from './filter-parser.js';
import { matches } from './match.js';
import { applyPatch, readOperations } from './patch.js';
import { readResource } from './read-resource.js';
import { groupType, userType } from './schemas.js';
import { ScimError } from './scim-error.js';

/** mulberry32: the same nonsense each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words = [
  ...[
    'userName',
    'emails',
    'name.familyName',
    'active',
    'meta.created',
    'groups',
    'id',
    'members',
    'displayName',
  ],
  ...['eq', 'ne', 'co', 'sw', 'gt', 'pr', 'and', 'or', 'not', '(', ')', '[', ']', '.value', 'value', 'type'],
  ...[
    '"a"',
    '"',
    '\\',
    'true',
    'null',
    '5',
    '1e400',
    '2011-05-13T04:42:34Z',
    'urn:',
    '$ref',
    '__proto__',
    'é',
    '\u0000',
  ],
];
const values: readonly unknown[] = [
  ...[
    null,
    true,
    5,
    'a',
    '',
    [],
    {},
    [null],
    [5],
    { value: 'a' },
    [{ value: 'a', primary: true }],
    { a: { b: [] } },
  ],
  ...[[{ type: 'work', value: 'x' }], { active: 'False' }, { 'emails[type eq "work"].value': 'y' }, '\ud800'],
];
const person: Complex = {
  userName: 'anne@var.example',
  active: true,
  name: { familyName: 'Bernard' },
  emails: [{ type: 'work', value: 'anne@var.example', primary: true }],
};

/** Whatever is thrown is a refusal in the words of the standard. */
function refusalOf(work: () => unknown): ScimError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

describe('nonsense', () => {
  it('in a filter is refused as such, or means something', () => {
    const next = random(7);
    const pick = (): string => words[Math.floor(next() * words.length)] ?? '';
    let understood = 0;
    for (let turn = 0; turn < 20_000; turn += 1) {
      const source = Array.from({ length: 1 + Math.floor(next() * 8) }, pick).join(next() < 0.9 ? ' ' : '');
      const type = next() < 0.5 ? userType : groupType;
      const refusal = refusalOf(() => {
        matches(parseFilter(type, source), person);
        understood += 1;
      });
      if (refusal !== null) expect([refusal.status, refusal.scimType]).toEqual([400, 'invalidFilter']);
    }
    expect(understood).toBeGreaterThan(20);
  });

  it('in a patch is refused as such, and leaves what was there', () => {
    const next = random(11);
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)];
    const before = JSON.stringify(person);
    let done = 0;
    for (let turn = 0; turn < 20_000; turn += 1) {
      const path = Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(words)).join(
        next() < 0.5 ? '' : ' ',
      );
      const operation = {
        op: pick(['add', 'remove', 'replace', 'Replace', 'move']),
        ...(next() < 0.8 ? { path } : {}),
        value: pick(values),
      };
      const refusal = refusalOf(() => {
        applyPatch(userType, person, readOperations([operation]));
        done += 1;
      });
      if (refusal !== null) expect(refusal.status).toBe(400);
      if (refusal !== null) expect(refusal.scimType).not.toBeNull();
    }
    expect(done).toBeGreaterThan(100);
    expect(JSON.stringify(person)).toBe(before);
  });

  it('as a name touches no prototype', () => {
    const sent = JSON.parse(
      '{"userName":"a","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
    ) as Record<string, unknown>;
    const read = readResource(userType, sent);
    expect(Object.keys(read)).toEqual(['userName']);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('is bounded: length, depth and number of terms', () => {
    for (const source of [
      `userName eq "${'x'.repeat(5_000)}"`,
      `${'('.repeat(30)}title pr${')'.repeat(30)}`,
      `${'not ('.repeat(30)}title pr${')'.repeat(30)}`,
      Array.from({ length: 101 }, () => 'title pr').join(' or '),
      `emails[${Array.from({ length: 101 }, () => 'type pr').join(' and ')}]`,
    ])
      expect(refusalOf(() => parseFilter(userType, source))?.scimType).toBe('invalidFilter');
    expect(refusalOf(() => parseFilter(userType, `${'('.repeat(10)}title pr${')'.repeat(10)}`))).toBeNull();
  });
});
