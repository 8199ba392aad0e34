import { ByteReader, type ClockRange, MalformedError, RangeSet } from '../wire/index.js';
import { NOTHING_NEEDED, type StructBlock, type WalkedUpdate } from '../validation/index.js';

/** The index entry of one block of an update, in the update's order. */
export interface BlockEntry {
  /** Clock behind its last struct. */
  readonly to: number;
  /** Bytes of its structs. */
  readonly length: number;
}

/**
 * The index of an update that holds a document from its beginning, so that it need not be walked again; null when an index
 * is not enough: it begins later, or its delete set leaves out structs that arrive deleted.
 */
export function indexEntries({ blocks, deletes, gone }: WalkedUpdate): BlockEntry[] | null {
  if (blocks.some(({ from }) => from !== 0)) return null;
  const deleted = new RangeSet();
  deleted.addAll(deletes);
  if (gone.some((range) => deleted.missing(range).length > 0)) return null;
  return blocks.map(({ to, start, end }) => ({ to, length: end - start }));
}

/**
 * An update that was walked when it was made, and its entries kept with it. A document of many thousand structs opens by
 * a few numbers; its deletes are read once somebody asks for them.
 */
export class IndexedUpdate implements WalkedUpdate {
  readonly blocks: readonly StructBlock[];
  readonly deleteSetAt: number;
  /** All of them are in the delete set. */
  readonly gone: readonly ClockRange[] = [];
  readonly needs = NOTHING_NEEDED;
  private read: readonly ClockRange[] | null = null;

  /** Throws MalformedError when the entries are not this update's. */
  constructor(
    private readonly update: Uint8Array,
    entries: readonly BlockEntry[],
  ) {
    const reader = new ByteReader(update);
    if (reader.varUint() !== entries.length) throw new MalformedError('index');
    this.blocks = entries.map(({ to, length }) => blockAt(reader, to, length));
    this.deleteSetAt = reader.pos;
  }

  get deletes(): readonly ClockRange[] {
    this.read ??= readDeleteSet(new ByteReader(this.update, this.deleteSetAt));
    return this.read;
  }
}

function blockAt(reader: ByteReader, to: number, length: number): StructBlock {
  const [structs, client, from] = [reader.varUint(), reader.varUint(), reader.varUint()];
  const start = reader.pos;
  reader.skip(length);
  if (from !== 0 || to < structs) throw new MalformedError('index');
  return { client, from, to, structs, start, end: reader.pos };
}

function readDeleteSet(reader: ByteReader): ClockRange[] {
  const deletes: ClockRange[] = [];
  for (let clients = reader.count(2); clients > 0; clients -= 1) {
    const client = reader.varUint();
    for (let ranges = reader.count(2); ranges > 0; ranges -= 1) {
      const from = reader.varUint();
      deletes.push({ client, from, to: from + reader.varUint() });
    }
  }
  reader.end();
  return deletes;
}
