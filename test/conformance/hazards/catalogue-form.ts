import { updates, type Hazard } from './hazard.js';
import { concat } from './mutate.js';
import { contents, longVarint, updateOf, varint, type StructSpec } from './v1-writer.js';
import { ATTACKER, COLLEAGUE, placesOf, rootOf, victimDoc, type Kind } from './victim.js';
import * as Y from 'yjs';

const KINDS: readonly Kind[] = ['text', 'prose'];

/** The attacker's structs as one update. */
export function byAttacker(structs: readonly StructSpec[], clock = 0): Uint8Array {
  return updateOf({ blocks: [{ client: ATTACKER, clock, structs }] });
}

/** What an honest writer sends when typing a few words at a place. */
export function honestInsert(kind: Kind, words = 'mot '): Uint8Array {
  const { last } = placesOf(kind);
  return byAttacker([{ origin: last, content: contents.string(words) }]);
}

/** Inputs whose form is wrong: cut, over-long, zero-length, or lying about what follows. */
export function formHazards(): Hazard[] {
  return KINDS.flatMap((kind) => [
    ...cuts(kind),
    ...zeroLengths(kind),
    ...counts(kind),
    ...blocks(kind),
    ...tails(kind),
  ]);
}

/** An honest update of several structs, cut at every byte: some cuts throw only after a part was applied. */
function cuts(kind: Kind): Hazard[] {
  const whole = severalInserts(kind);
  return Array.from({ length: whole.length - 1 }, (_, index) => index + 1).map((length) =>
    updates(
      `${kind}-cut-${String(length)}`,
      kind,
      `an honest update cut after ${String(length)} of ${String(whole.length)} bytes`,
      whole.subarray(0, length),
    ),
  );
}

/** Two clients' insertions and one deletion, as a relay would send them. */
function severalInserts(kind: Kind): Uint8Array {
  const doc = victimDoc(kind, ATTACKER);
  const before = Y.encodeStateVector(doc);
  const type = (): void => {
    const root = rootOf(doc, kind);
    if (root instanceof Y.Text) return root.insert(root.length, 'un mot');
    const made = new Y.XmlElement('paragraph');
    made.insert(0, [new Y.XmlText('un mot')]);
    root.insert(0, [made]);
  };
  type();
  doc.clientID = ATTACKER + 1;
  type();
  return Y.encodeStateAsUpdate(doc, before);
}

function zeroLengths(kind: Kind): Hazard[] {
  const { last, first, texts } = placesOf(kind);
  const inText = kind === 'text' ? 'text' : (texts[0] ?? first);
  const behind = { origin: [ATTACKER, 0] as const, content: contents.string('b') };
  const empty: readonly (readonly [string, StructSpec])[] = [
    ['GC', { gc: 0 }],
    ['Skip', { skip: 0 }],
    ['ContentString', { origin: last, content: contents.string('') }],
    ['ContentDeleted', { origin: last, content: contents.deleted(0) }],
    ['ContentAny', { origin: last, content: contents.any([]) }],
    ['ContentJSON', { origin: last, content: contents.json([]) }],
    ['ContentString in a parent', { parent: inText, content: contents.string('') }],
  ];
  const full: StructSpec = { origin: last, content: contents.string('a') };
  return [
    ...empty.map(([name, struct], index) =>
      updates(`${kind}-zero-${String(index)}`, kind, `a ${name} of no length`, byAttacker([struct])),
    ),
    ...empty.map(([name, struct], index) =>
      updates(
        `${kind}-zero-behind-${String(index)}`,
        kind,
        `a ${name} of no length between two letters`,
        byAttacker([full, struct, behind]),
      ),
    ),
    ...[COLLEAGUE, 987_654].map((client) =>
      updates(
        `${kind}-zero-delete-${String(client)}`,
        kind,
        'a deleted range of no length after an insertion',
        updateOf({
          blocks: [{ client: ATTACKER, clock: 0, structs: [full] }],
          deletes: [{ client, ranges: [[5, 0]] }],
        }),
      ),
    ),
  ];
}

function counts(kind: Kind): Hazard[] {
  const { last } = placesOf(kind);
  const structs: StructSpec[] = [{ origin: last, content: contents.string('a') }];
  const block = { client: ATTACKER, clock: 0, structs };
  const many = [33_554_431, 2 ** 32 - 1, 2 ** 53 - 1];
  const lengths = [2 ** 24, 2 ** 31, 2 ** 32, 2 ** 53 - 1];
  return [
    ...many.flatMap((count) => [
      updates(
        `${kind}-structs-${String(count)}`,
        kind,
        `${String(count)} structs are announced, one follows`,
        Array.from({ length: 12 }, () => updateOf({ blocks: [{ ...block, count }] })),
      ),
      updates(
        `${kind}-deletes-${String(count)}`,
        kind,
        `${String(count)} deleted ranges are announced, one follows an insertion`,
        updateOf({
          blocks: [block],
          deletes: [{ client: ATTACKER, ranges: [[0, 1]], count }],
        }),
      ),
      updates(
        `${kind}-delete-clients-${String(count)}`,
        kind,
        `${String(count)} clients are announced in the delete set, none follows`,
        updateOf({ blocks: [block], deleteCount: count }),
      ),
      updates(
        `${kind}-blocks-${String(count)}`,
        kind,
        `${String(count)} clients are announced, one follows`,
        updateOf({ blocks: [block], blockCount: count }),
      ),
    ]),
    ...lengths.flatMap((length) => [
      updates(
        `${kind}-gc-${String(length)}`,
        kind,
        `a GC of length ${String(length)}`,
        byAttacker([{ gc: length }]),
      ),
      updates(
        `${kind}-deleted-${String(length)}`,
        kind,
        `a ContentDeleted of length ${String(length)}`,
        byAttacker([{ origin: last, content: contents.deleted(length) }]),
      ),
      updates(
        `${kind}-future-delete-${String(length)}`,
        kind,
        `a deletion of the next ${String(length)} characters of the colleague`,
        updateOf({ deletes: [{ client: COLLEAGUE, ranges: [[placesOf(kind).next, length]] }] }),
      ),
      updates(
        `${kind}-skip-${String(length)}`,
        kind,
        `a Skip of length ${String(length)} before a letter`,
        byAttacker([{ skip: length }, ...structs]),
      ),
    ]),
  ];
}

function blocks(kind: Kind): Hazard[] {
  const { last, next } = placesOf(kind);
  const letter = (text: string): StructSpec => ({ origin: last, content: contents.string(text) });
  const two = (clock: number) => ({ client: ATTACKER, clock, structs: [letter('a')] });
  const one = { client: ATTACKER, clock: 0, structs: [letter('a')] };
  return [
    updates(`${kind}-twice`, kind, 'one client in two blocks', updateOf({ blocks: [two(0), two(1)] })),
    updates(
      `${kind}-twice-back`,
      kind,
      'one client in two blocks, the later first',
      updateOf({ blocks: [two(1), two(0)] }),
    ),
    updates(
      `${kind}-twice-same`,
      kind,
      'one client twice with the same clocks',
      updateOf({ blocks: [two(0), { ...two(0), structs: [letter('b')] }] }),
    ),
    updates(
      `${kind}-block-empty`,
      kind,
      'a block of no structs',
      updateOf({ blocks: [{ ...one, structs: [] }, two(0)] }),
    ),
    updates(
      `${kind}-behind-gap`,
      kind,
      'a letter nine clocks after nothing',
      updateOf({ blocks: [{ client: ATTACKER, clock: 9, structs: [letter('a')] }] }),
    ),
    updates(
      `${kind}-gc-on-colleague`,
      kind,
      'a GC at the colleague’s next clock plus three',
      updateOf({ blocks: [{ client: COLLEAGUE, clock: next + 3, structs: [{ gc: 40 }] }] }),
    ),
    updates(
      `${kind}-gc-next`,
      kind,
      'a GC at the colleague’s very next clock',
      updateOf({ blocks: [{ client: COLLEAGUE, clock: next, structs: [{ gc: 40 }] }] }),
    ),
    updates(
      `${kind}-skip-on-colleague`,
      kind,
      'a GC behind a Skip at the colleague’s next clock',
      updateOf({ blocks: [{ client: COLLEAGUE, clock: next, structs: [{ skip: 3 }, { gc: 40 }] }] }),
    ),
    updates(
      `${kind}-write-as-colleague`,
      kind,
      'letters at the colleague’s next clocks',
      updateOf({
        blocks: [
          { client: COLLEAGUE, clock: next, structs: [{ origin: last, content: contents.string('menti') }] },
        ],
      }),
    ),
    updates(
      `${kind}-overwrite-colleague`,
      kind,
      'other letters for clocks the colleague has used, and more behind',
      updateOf({
        blocks: [
          {
            client: COLLEAGUE,
            clock: 0,
            structs: [{ origin: last, content: contents.string('x'.repeat(next + 9)) }],
          },
        ],
      }),
    ),
    ...[1, 3, 7].map((ahead) =>
      updates(
        `${kind}-delete-ahead-${String(ahead)}`,
        kind,
        `a deletion that begins ${String(ahead)} clocks after the colleague’s last`,
        updateOf({ deletes: [{ client: COLLEAGUE, ranges: [[next + ahead - 1, 30]] }] }),
      ),
    ),
    updates(
      `${kind}-delete-across`,
      kind,
      'a deletion from the colleague’s last character into what she has not written',
      updateOf({ deletes: [{ client: COLLEAGUE, ranges: [[next - 1, 60]] }] }),
    ),
    updates(
      `${kind}-delete-unknown-client`,
      kind,
      'a deletion of a client that nobody knows',
      updateOf({ deletes: [{ client: 55_555, ranges: [[0, 9]] }] }),
    ),
    updates(
      `${kind}-delete-own-later`,
      kind,
      'a deletion of the attacker’s own later clocks',
      updateOf({ blocks: [one], deletes: [{ client: ATTACKER, ranges: [[0, 500]] }] }),
    ),
  ];
}

function tails(kind: Kind): Hazard[] {
  const honest = honestInsert(kind);
  const withClock = (clock: Uint8Array): Uint8Array =>
    concat(varint(1), varint(1), varint(ATTACKER), clock, honest.subarray(3 + varint(ATTACKER).length));
  return [
    updates(
      `${kind}-varint-8`,
      kind,
      'a clock of 2^53',
      withClock(Uint8Array.of(128, 128, 128, 128, 128, 128, 128, 16)),
    ),
    updates(
      `${kind}-varint-9`,
      kind,
      'a clock of 2^60',
      withClock(Uint8Array.of(128, 128, 128, 128, 128, 128, 128, 128, 16)),
    ),
    updates(
      `${kind}-varint-long-gap`,
      kind,
      'an over-long clock that leaves a gap',
      withClock(longVarint(5, 4)),
    ),
    updates(`${kind}-two-updates`, kind, 'a cut update behind an honest one that was cut by its last byte', [
      honest.subarray(0, honest.length - 1),
      honest.subarray(0, 3),
    ]),
    updates(`${kind}-v2`, kind, 'a V2 update sent as V1', Y.convertUpdateFormatV1ToV2(severalInserts(kind))),
    updates(
      `${kind}-string-overrun`,
      kind,
      'a string that is longer than the message, after a letter',
      byAttacker([
        { origin: placesOf(kind).last, content: contents.string('a') },
        { origin: [ATTACKER, 0], content: contents.bytes(4, 0xff, 0xff, 0x7f, 65) },
      ]),
    ),
    updates(
      `${kind}-string-not-utf8`,
      kind,
      'bytes that are no UTF-8 as a string',
      byAttacker([{ origin: placesOf(kind).last, content: contents.bytes(4, 4, 0xff, 0xfe, 0xc0, 0xed) }]),
    ),
    updates(
      `${kind}-string-surrogate`,
      kind,
      'a lone surrogate, in the three bytes that UTF-8 forbids',
      byAttacker([{ origin: placesOf(kind).last, content: contents.bytes(4, 3, 0xed, 0xa0, 0x80) }]),
    ),
  ];
}
