import { proseSchema } from '@maroquin/prose';
import type { Random } from '../../faults/random.js';
import {
  contents,
  updateOf,
  type BlockSpec,
  type ContentBytes,
  type DeleteSpec,
  type Ref,
  type StructSpec,
} from './v1-writer.js';
import { ATTACKER, COLLEAGUE, placesOf, type Kind, type Places } from './victim.js';

const NODE_NAMES = Object.keys(proseSchema.nodes);
const MARK_NAMES = Object.keys(proseSchema.marks);

/** Makes V1 updates by the grammar of the encoding: right in form, mostly, and free in what they refer to. */
export class Grammar {
  private readonly places: Places;

  constructor(
    private readonly kind: Kind,
    private readonly random: Random,
  ) {
    this.places = placesOf(kind);
  }

  update(): Uint8Array {
    const { random } = this;
    const clients = [ATTACKER + 1, ATTACKER, COLLEAGUE].filter(() => random.chance(0.45));
    const blocks = (clients.length === 0 ? [ATTACKER] : clients).map((client) => this.block(client));
    if (random.chance(0.05)) blocks.push(this.block(ATTACKER));
    return updateOf({ blocks, deletes: random.chance(0.25) ? [this.deletes()] : [] });
  }

  private block(client: number): BlockSpec {
    const { random } = this;
    const next = client === COLLEAGUE ? this.places.next : 0;
    const clock = random.chance(0.85) ? next : Math.max(0, next + random.between(-3, 3));
    const structs: StructSpec[] = [];
    let at = clock;
    for (let left = random.between(1, 4); left > 0; left -= 1) {
      structs.push(this.struct(client, at));
      at += 1;
    }
    return { client, clock, structs };
  }

  private struct(client: number, clock: number): StructSpec {
    const { random } = this;
    if (random.chance(0.03)) return { gc: random.between(0, 5) };
    if (random.chance(0.03)) return { skip: random.between(0, 5) };
    const origin = random.chance(0.5) ? this.ref(client, clock) : undefined;
    const right = random.chance(0.35) ? this.ref(client, clock) : undefined;
    const key = random.chance(0.15)
      ? (random.pick(['level', 'colspan', 'k', 'href', 'start']) ?? 'k')
      : undefined;
    return {
      ...(origin === undefined ? {} : { origin }),
      ...(right === undefined ? {} : { right }),
      parent: this.parent(client, clock),
      ...(key === undefined ? {} : { key }),
      content: this.content(),
      bits: random.chance(0.02) ? 0x20 : 0,
    };
  }

  /** Mostly something that exists; sometimes oneself, what comes later, or nobody's. */
  private ref(client: number, clock: number): Ref {
    const { random, places } = this;
    if (random.chance(0.5)) return random.pick(places.items) ?? places.first;
    if (random.chance(0.6)) return [COLLEAGUE, random.between(0, places.next - 1)];
    if (random.chance(0.7)) return [client, Math.max(0, clock + random.between(-3, 1))];
    return [random.pick([ATTACKER, ATTACKER + 1, COLLEAGUE]) ?? ATTACKER, random.between(0, places.next + 3)];
  }

  private parent(client: number, clock: number): string | Ref {
    const { random, places, kind } = this;
    if (random.chance(0.4)) return kind;
    if (random.chance(0.05)) return random.pick(['', 'autre', 'prose', 'text']) ?? '';
    if (random.chance(0.6))
      return random.pick([...Object.values(places.elements), ...places.texts]) ?? places.first;
    return this.ref(client, clock);
  }

  private content(): ContentBytes {
    const { random, kind } = this;
    const kinds: readonly (() => ContentBytes)[] = [
      () => contents.string(random.pick(['x', 'mot ', 'été', '🎉', '']) ?? 'x'),
      () => contents.string('abc'),
      () => contents.deleted(random.between(0, 4)),
      () =>
        contents.format(
          random.pick([...MARK_NAMES, 'blink']) ?? 'bold',
          random.pick(['{}', 'null', 'true', '{"href":"x"}']) ?? '{}',
        ),
      () => contents.any([random.pick([1, 'x', null, { a: 1 }, [1], undefined, 1e9])]),
      () =>
        contents.type(kind === 'prose' || random.chance(0.3) ? 3 : 2, random.pick(NODE_NAMES) ?? 'paragraph'),
      () => contents.type(6),
      () => contents.type(random.between(0, 6), 'paragraph'),
      () => contents.embed('{"a":1}'),
      () => contents.json(['1']),
      () => contents.binary(Uint8Array.of(1)),
      () => contents.doc('guid', {}),
    ];
    return (random.pick(kinds) ?? (() => contents.string('x')))();
  }

  /** Of what is not there yet, or of the attacker's own: deleting what is there is a writer's right. */
  private deletes(): DeleteSpec {
    const { random, places } = this;
    const client = random.pick([COLLEAGUE, ATTACKER, ATTACKER + 1]) ?? ATTACKER;
    const from = client === COLLEAGUE ? places.next + random.between(0, 3) : random.between(0, 4);
    return { client, ranges: [[from, random.between(0, 6)]] };
  }
}
