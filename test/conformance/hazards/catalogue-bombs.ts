import * as encoding from 'lib0/encoding';
import { byAttacker } from './catalogue-form.js';
import { updates, type Hazard } from './hazard.js';
import { contents, updateOf, type Ref } from './v1-writer.js';
import { ATTACKER, placesOf, type Kind } from './victim.js';

const KINDS: readonly Kind[] = ['text', 'prose'];
/** An id behind all that the victim has; clients are written in descending order, as yjs does. */
const MANY = 1_000_000;

/** Small inputs that cost much: quadratic placing, many clients, much memory. */
export function bombHazards(): Hazard[] {
  return [
    ...KINDS.flatMap((kind) => [...positions(kind), ...crowds(kind)]),
    ...longContents(),
    ...questions(),
  ];
}

const clientsDown = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => MANY + count - index);

function positions(kind: Kind): Hazard[] {
  const { first, last } = placesOf(kind);
  const root = kind === 'text' ? 'text' : 'prose';
  const content = kind === 'text' ? contents.string('x') : contents.type(3, 'paragraph');
  const letter = contents.string('x');
  return [
    ...[4_000, 8_000].map((count) =>
      updates(
        `${kind}-position-rights-${String(count)}`,
        kind,
        `${String(count)} items without left neighbour, each with another right neighbour`,
        byAttacker([
          { parent: root, content },
          ...Array.from({ length: count }, (_, index) => ({ right: [ATTACKER, index] as Ref, content })),
        ]),
      ),
    ),
    ...[4_000, 8_000].map((count) =>
      updates(
        `${kind}-position-chain-${String(count)}`,
        kind,
        `${String(count)} clients, each behind the one before`,
        updateOf({
          blocks: clientsDown(count).map((client) => ({
            client,
            clock: 0,
            structs: [{ origin: client === MANY + 1 ? last : ([client - 1, 0] as Ref), content: letter }],
          })),
        }),
      ),
    ),
    updates(
      `${kind}-position-same`,
      kind,
      '4,500 frames, each a letter of a new client at the same place',
      Array.from({ length: 4_500 }, (_, index) =>
        updateOf({
          blocks: [{ client: MANY + index, clock: 0, structs: [{ origin: last, content: letter }] }],
        }),
      ),
    ),
    updates(
      `${kind}-position-same-down`,
      kind,
      '4,500 frames of new clients in descending order at the same place',
      Array.from({ length: 4_500 }, (_, index) =>
        updateOf({
          blocks: [{ client: MANY - index, clock: 0, structs: [{ origin: first, content: letter }] }],
        }),
      ),
    ),
  ];
}

function crowds(kind: Kind): Hazard[] {
  const { last } = placesOf(kind);
  const letter = contents.string('x');
  return [
    ...[10_000, 100_000].map((count) =>
      updates(
        `${kind}-clients-${String(count)}`,
        kind,
        `${String(count)} clients in one update, then an edit`,
        [
          updateOf({
            blocks: clientsDown(count).map((client) => ({
              client,
              clock: 0,
              structs: [{ origin: last, content: letter }],
            })),
          }),
        ],
      ),
    ),
    updates(
      `${kind}-delete-ranges`,
      kind,
      '300,000 deleted ranges of one client, of which nothing exists',
      updateOf({
        deletes: [
          { client: 4_444, ranges: Array.from({ length: 300_000 }, (_, index) => [index * 2, 1] as const) },
        ],
      }),
    ),
    updates(
      `${kind}-undefined`,
      kind,
      '5,000,000 times the value undefined',
      byAttacker([
        {
          origin: last,
          content: {
            ref: 8,
            bytes: Uint8Array.from(
              Buffer.concat([
                Buffer.from(encoding.encode((e) => encoding.writeVarUint(e, 5_000_000))),
                Buffer.alloc(5_000_000, 127),
              ]),
            ),
          },
        },
      ]),
    ),
  ];
}

/** Contents whose size is the harm; in the prose document, where they would go into every colleague's page. */
function longContents(): Hazard[] {
  const { last, elements } = placesOf('prose');
  const table = elements['tableCell'];
  const bomb = 'x'.repeat(60_000_000);
  return [
    updates(
      'prose-string-60mb',
      'prose',
      'one string of 60 MB',
      byAttacker([{ origin: last, content: contents.string(bomb) }]),
    ),
    ...(table === undefined
      ? []
      : [1e6, 1e9, 2 ** 40].flatMap((span) =>
          ['colspan', 'rowspan'].map((key) =>
            updates(
              `prose-${key}-${String(span)}`,
              'prose',
              `a cell with ${key} ${String(span)}`,
              byAttacker([{ parent: table, key, content: contents.any([span]) }]),
            ),
          ),
        )),
  ];
}

/** Questions that cost the server more than the one who asks. */
function questions(): Hazard[] {
  const vector = encoding.encode((e) => {
    encoding.writeVarUint(e, 1_000_000);
    for (let client = 1; client <= 1_000_000; client += 1) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, 1);
    }
  });
  const frame = encoding.encode((e) => {
    encoding.writeVarUint(e, 0);
    encoding.writeVarUint(e, 0);
    encoding.writeVarUint8Array(e, vector);
  });
  return [
    {
      id: 'text-state-vector',
      kind: 'text',
      source: 'catalogue',
      what: 'a state vector of 1,000,000 clients',
      frames: [{ as: 'frame', bytes: frame }],
    },
  ];
}
