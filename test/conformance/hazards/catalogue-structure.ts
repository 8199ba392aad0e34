import { byAttacker } from './catalogue-form.js';
import { updates, type Hazard } from './hazard.js';
import { contents, updateOf, type ContentBytes, type Ref } from './v1-writer.js';
import { ATTACKER, COLLEAGUE, placesOf, type Kind } from './victim.js';

const KINDS: readonly Kind[] = ['text', 'prose'];
const ROOT: Readonly<Record<Kind, string>> = { text: 'text', prose: 'prose' };
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Well-formed updates whose references, contents or places do harm. */
export function structureHazards(): Hazard[] {
  return KINDS.flatMap((kind) => [
    ...origins(kind),
    ...straddling(kind),
    ...parents(kind),
    ...contentsOfAllKinds(kind),
    ...depths(kind),
    ...roots(kind),
  ]);
}

function origins(kind: Kind): Hazard[] {
  const { first, last, inside, next, items } = placesOf(kind);
  const word = contents.string('mot');
  const put = (id: string, what: string, structs: Parameters<typeof byAttacker>[0]): Hazard =>
    updates(`${kind}-${id}`, kind, what, byAttacker(structs));
  const ids: readonly (readonly [string, Ref])[] = [
    ['first', first],
    ['inside', inside],
    ['last', last],
  ];
  return [
    ...ids.map(([name, ref]) =>
      put(`same-origins-${name}`, `the ${name} letter of a word as left and right neighbour`, [
        { origin: ref, right: ref, content: word },
      ]),
    ),
    ...ids.flatMap(([name, ref]) =>
      ids.map(([other, right]) =>
        put(`crossed-${name}-${other}`, `between ${name} and ${other} letter, whatever their order`, [
          { origin: ref, right, content: word },
        ]),
      ),
    ),
    put('self-origin', 'an item as its own left neighbour', [{ origin: [ATTACKER, 0], content: word }]),
    put('self-origin-behind', 'an item as its own left neighbour, after an honest one', [
      { origin: last, content: contents.string('a') },
      { origin: [ATTACKER, 1], content: word },
    ]),
    put('self-right', 'an item as its own right neighbour, after an honest one', [
      { origin: last, content: contents.string('a') },
      { right: [ATTACKER, 1], content: word },
    ]),
    put('future-origin', 'a left neighbour that the same client writes later', [
      { origin: last, content: contents.string('a') },
      { origin: [ATTACKER, 9], content: word },
    ]),
    put('future-of-colleague', 'the colleague’s next character as left neighbour', [
      { origin: [COLLEAGUE, next], content: word },
    ]),
    put('future-right-of-colleague', 'what the colleague has not written as right neighbour', [
      { right: [COLLEAGUE, next + 2], content: word },
    ]),
    put('unknown-origin', 'a left neighbour of a client that nobody knows', [
      { origin: [77_777, 3], content: word },
    ]),
    ...items
      .slice(0, 12)
      .map((ref, index) =>
        put(`elsewhere-${String(index)}`, 'left neighbour here, right neighbour in another type', [
          { origin: last, right: ref, content: word },
        ]),
      ),
    ...Array.from({ length: 2 }, (_, index) => {
      const dangling = Array.from({ length: 500 * (index + 1) }, (__, n) =>
        updateOf({
          blocks: [
            { client: ATTACKER + n, clock: 1, structs: [{ origin: [ATTACKER + n, 0], content: word }] },
          ],
        }),
      );
      return updates(
        `${kind}-dangling-${String(index)}`,
        kind,
        `${String(dangling.length)} frames that wait for something`,
        dangling,
      );
    }),
    updates(
      `${kind}-dangling-deletes`,
      kind,
      '1,200 frames of deletions of what does not exist',
      Array.from({ length: 1_200 }, (_, n) =>
        updateOf({ deletes: [{ client: 90_000 + n, ranges: [[0, 2]] }] }),
      ),
    ),
  ];
}

/** A word sent once more and longer, now with a right neighbour in a block that was deleted meanwhile. */
function straddling(kind: Kind): Hazard[] {
  if (kind === 'text') return [];
  const { last, elements } = placesOf(kind);
  return Object.entries(elements)
    .filter(([name]) => ['bulletList', 'orderedList', 'blockquote', 'table'].includes(name))
    .map(([name, [client, clock]]) =>
      updates(`${kind}-straddling-${name}`, kind, `a longer word, its right neighbour in a deleted ${name}`, [
        byAttacker([{ origin: last, content: contents.string('mot') }]),
        updateOf({ deletes: [{ client, ranges: [[clock, 1]] }] }),
        byAttacker([{ origin: last, right: [client, clock + 1], content: contents.string('mots') }]),
      ]),
    );
}

function parents(kind: Kind): Hazard[] {
  const { first, next, texts, elements } = placesOf(kind);
  const word = contents.string('mot');
  const others: readonly (readonly [string, Ref])[] = [
    ['a letter', first],
    ['itself', [ATTACKER, 0]],
    ['what comes later', [ATTACKER, 4]],
    ['what the colleague has not written', [COLLEAGUE, next + 1]],
    ['a client that nobody knows', [66_666, 0]],
  ];
  const types = [...Object.entries(elements), ...texts.slice(0, 1).map((ref) => ['a text', ref] as const)];
  return [
    ...others.flatMap(([name, parent], index) => [
      updates(
        `${kind}-parent-${String(index)}`,
        kind,
        `text whose parent is ${name}`,
        byAttacker([{ parent, content: word }]),
      ),
      updates(
        `${kind}-parent-behind-${String(index)}`,
        kind,
        `an honest letter, then text whose parent is ${name}`,
        byAttacker([
          { origin: placesOf(kind).last, content: contents.string('a') },
          { parent: name === 'itself' ? [ATTACKER, 1] : parent, content: word },
        ]),
      ),
      updates(
        `${kind}-key-parent-${String(index)}`,
        kind,
        `an attribute whose parent is ${name}`,
        byAttacker([{ parent, key: 'level', content: contents.any([1]) }]),
      ),
    ]),
    ...types.flatMap(([name, parent]) =>
      FORBIDDEN_KEYS.map((key) =>
        updates(
          `${kind}-key-${key}-${name}`,
          kind,
          `the attribute ${key} of ${name}`,
          byAttacker([{ parent, key, content: contents.any([{ isAdmin: true }]) }]),
        ),
      ),
    ),
    ...FORBIDDEN_KEYS.map((key) =>
      updates(
        `${kind}-root-key-${key}`,
        kind,
        `the entry ${key} of the root`,
        byAttacker([{ parent: ROOT[kind], key, content: contents.any([1]) }]),
      ),
    ),
    updates(
      `${kind}-root-entry`,
      kind,
      'an entry of the root',
      byAttacker([{ parent: ROOT[kind], key: 'k', content: contents.any([1]) }]),
    ),
  ];
}

/** Elements in which every content is tried: of text, of blocks, of rows, inline. */
const TRIED = new Set(['heading', 'listItem', 'tableRow', 'footnote']);

/** Every content kind at every sort of place: some unreadable, some that only lock the editor. */
function contentsOfAllKinds(kind: Kind): Hazard[] {
  const { first, last, elements, texts } = placesOf(kind);
  const places: readonly (readonly [string, { origin?: Ref; parent?: string | Ref; key?: string }])[] = [
    ['behind a letter', { origin: last }],
    ['in the root', { parent: ROOT[kind] }],
    ...(kind === 'prose' ? Object.entries(elements).filter(([name]) => TRIED.has(name)) : []).flatMap(
      ([name, parent]) =>
        [
          [`in ${name}`, { parent }],
          [`as an attribute of ${name}`, { parent, key: 'level' }],
        ] as const,
    ),
    ...texts
      .slice(0, 1)
      .flatMap((parent) => [
        ['in a text', { parent }] as const,
        ['as an attribute of a text', { parent, key: 'x' }] as const,
      ]),
    ['before a letter', { right: first } as { origin?: Ref }],
  ];
  return places.flatMap(([where, place], at) =>
    KINDS_OF_CONTENT.map(([what, content], number) =>
      updates(
        `${kind}-content-${String(at)}-${String(number)}`,
        kind,
        `${what} ${where}`,
        byAttacker([{ ...place, content }]),
      ),
    ),
  );
}

const deepJson = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const proto = JSON.stringify({ polluted: 1 }).replace('polluted', '__proto__');

const KINDS_OF_CONTENT: readonly (readonly [string, ContentBytes])[] = [
  ['legacy JSON', contents.json(['{"a":1}', 'undefined'])],
  ['JSON that is none', contents.json(['{'])],
  ['bytes', contents.binary(Uint8Array.of(1, 2, 3))],
  ['an embed', contents.embed('{"image":"x"}')],
  ['an embed that is no JSON', contents.embed('{')],
  ['an embed nested 5,000 deep', contents.embed(deepJson(5_000))],
  ['an embed null', contents.embed('null')],
  ['an unknown mark', contents.format('blink', '{}')],
  ['a mark nested 5,000 deep', contents.format('bold', deepJson(5_000))],
  ['a mark that is no JSON', contents.format('bold', 'nil')],
  ['a mark named __proto__', contents.format('__proto__', '{}')],
  ['a mark with a prototype', contents.format('link', proto)],
  ['a type array', contents.type(0)],
  ['a type map', contents.type(1)],
  ['a type text', contents.type(2)],
  ['a type element without a name', contents.type(3, '')],
  ['an unknown element', contents.type(3, 'script')],
  ['an element named __proto__', contents.type(3, '__proto__')],
  ['a paragraph', contents.type(3, 'paragraph')],
  ['a table row', contents.type(3, 'tableRow')],
  ['a list item', contents.type(3, 'listItem')],
  ['a doc node', contents.type(3, 'doc')],
  ['a text node', contents.type(3, 'text')],
  ['a fragment', contents.type(4)],
  ['a hook', contents.type(5, 'hook')],
  ['an xml text', contents.type(6)],
  ['an unknown type', contents.bytes(7, 9)],
  ['any values', contents.any(['x', 1, null])],
  ['an any value of bytes', contents.any([Uint8Array.of(1)])],
  ['an any value undefined', contents.any([undefined])],
  [
    'an any object with a prototype',
    contents.any([Object.defineProperty({}, '__proto__', { value: { isAdmin: true }, enumerable: true })]),
  ],
  ['an any value of unknown kind', contents.bytes(8, 1, 100)],
  ['a subdocument', contents.doc('../../etc', { autoLoad: true })],
  ['a subdocument with null options', contents.doc('a', null)],
  ['a subdocument with a guid in its options', contents.doc('a', { guid: 'b', gc: false, meta: [] })],
  ['a subdocument with a number as options', contents.doc('a', 7)],
  ['content of unknown kind', contents.bytes(11, 0)],
  ['content of kind 31', contents.bytes(31, 1, 1)],
  ['a letter', contents.string('x')],
  ['deleted content', contents.deleted(5)],
];

function nestedAny(depth: number): ContentBytes {
  const arrays = Array.from({ length: depth }, () => [117, 1]).flat();
  return { ref: 8, bytes: Uint8Array.from([1, ...arrays, 126]) };
}

function depths(kind: Kind): Hazard[] {
  const { last, texts, elements } = placesOf(kind);
  const parent = kind === 'prose' ? (elements['paragraph'] ?? ROOT[kind]) : ROOT[kind];
  const chain = (name: number, length: number) =>
    Array.from({ length }, (_, index) => ({
      parent: index === 0 ? parent : ([ATTACKER, index - 1] as Ref),
      content: name === 3 ? contents.type(3, 'blockquote') : contents.type(name),
    }));
  return [
    ...[65, 200, 4_800, 100_000].map((depth) =>
      updates(
        `${kind}-any-depth-${String(depth)}`,
        kind,
        `a value nested ${String(depth)} deep`,
        byAttacker([{ parent, ...(kind === 'prose' ? { key: 'level' } : {}), content: nestedAny(depth) }]),
      ),
    ),
    ...[101, 500, 2_500, 5_000].flatMap((depth) =>
      [3, 0, 4].map((type) =>
        updates(
          `${kind}-type-depth-${String(depth)}-${String(type)}`,
          kind,
          `types nested ${String(depth)} deep`,
          byAttacker(chain(type, depth)),
        ),
      ),
    ),
    ...[5_000, 20_000].map((depth) =>
      updates(
        `${kind}-json-depth-${String(depth)}`,
        kind,
        `a mark nested ${String(depth)} deep before a letter`,
        byAttacker([
          {
            origin: texts.length > 0 || kind === 'text' ? last : last,
            content: contents.format('comment', `{"a":${deepJson(depth)}}`),
          },
        ]),
      ),
    ),
  ];
}

function roots(kind: Kind): Hazard[] {
  const word = contents.string('mot');
  const names = [
    '',
    'text2',
    kind === 'text' ? 'prose' : 'text',
    '__proto__',
    'constructor',
    'x'.repeat(5_000),
  ];
  const other = kind === 'text' ? 'prose' : 'text';
  return [
    ...names.map((name, index) =>
      updates(
        `${kind}-root-${String(index)}`,
        kind,
        `a root named ${name.slice(0, 12)}`,
        byAttacker([{ parent: name, content: word }]),
      ),
    ),
    updates(
      `${kind}-root-hidden`,
      kind,
      'a letter in a foreign root, then more that name only their neighbour',
      [
        byAttacker([{ parent: other, content: word }]),
        byAttacker([{ origin: [ATTACKER, 2], content: word }], 3),
      ],
    ),
    updates(
      `${kind}-roots-20000`,
      kind,
      '20,000 roots in one update',
      byAttacker(
        Array.from({ length: 20_000 }, (_, index) => ({
          parent: `r${String(index)}`,
          content: contents.string('x'),
        })),
      ),
    ),
    updates(
      `${kind}-root-as-map`,
      kind,
      'the root used as a map',
      byAttacker(
        Array.from({ length: 50 }, (_, index) => ({
          parent: ROOT[kind],
          key: `k${String(index)}`,
          content: contents.any([index]),
        })),
      ),
    ),
  ];
}
