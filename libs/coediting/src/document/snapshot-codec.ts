import { ByteReader, concatBytes, MalformedError, varUints } from '../wire/index.js';
import { type CheckedUpdate, walkUpdate } from '../validation/index.js';
import { IndexedUpdate, indexEntries, type BlockEntry } from './indexed-update.js';
import type { Holder } from './leases.js';

/** A document's whole content at one sequence of its journal, and the holders of its clientIDs. */
export interface Snapshot {
  readonly leases: ReadonlyMap<number, Holder>;
  /** One V1 update without gaps. */
  readonly update: Uint8Array;
}

/** Without an index: the update has to be walked. */
const PLAIN = 1;
const INDEXED = 2;
const MAX_ID_BYTES = 64;
const text = new TextEncoder();

/**
 * The payload of a checkpoint and of a `base` entry of the journal: version; the holders; for each clientID its
 * holder's number plus one, 0 for nobody; in version 2 the index, for each block its last clock and its bytes; the
 * update. Throws MalformedError when that is none.
 */
export function encodeSnapshot({ leases, update }: Snapshot): Uint8Array {
  const entries = indexEntries(walkUpdate(update, null));
  const holders = [...new Set(leases.values())].filter((holder) => holder !== null);
  const numberOf = new Map<Holder, number>(holders.map((holder, index) => [holder, index + 1]));
  const parts: Uint8Array[] = [varUints([entries === null ? PLAIN : INDEXED, holders.length])];
  for (const holder of holders) {
    const name = text.encode(holder);
    parts.push(varUints([name.length]), name);
  }
  const clients: number[] = [leases.size];
  for (const [client, holder] of leases) clients.push(client, numberOf.get(holder) ?? 0);
  parts.push(varUints(clients));
  if (entries !== null)
    parts.push(varUints([entries.length, ...entries.flatMap(({ to, length }) => [to, length])]));
  return concatBytes(...parts, varUints([update.length]), update);
}

/** Throws MalformedError. The update is a view into the bytes. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const { leases, update } = read(bytes);
  return { leases, update };
}

/** Decodes it with the index of its update, so that what was walked when it was made is not walked again. */
export function openSnapshot(
  bytes: Uint8Array,
): Pick<Snapshot, 'leases'> & { readonly checked: CheckedUpdate } {
  const { leases, update, entries } = read(bytes);
  const walked = entries === null ? walkUpdate(update, null) : new IndexedUpdate(update, entries);
  return { leases, checked: { update, walked } };
}

function read(bytes: Uint8Array): Snapshot & { readonly entries: readonly BlockEntry[] | null } {
  const reader = new ByteReader(bytes);
  const version = reader.varUint();
  if (version !== PLAIN && version !== INDEXED) throw new MalformedError('snapshot-version');
  const holders: Holder[] = [null];
  for (let left = reader.count(1); left > 0; left -= 1) holders.push(reader.string(MAX_ID_BYTES));
  const leases = new Map<number, Holder>();
  for (let left = reader.count(2); left > 0; left -= 1) {
    const client = reader.varUint();
    const holder = holders[reader.varUint()];
    if (holder === undefined) throw new MalformedError('snapshot-holder');
    leases.set(client, holder);
  }
  const entries = version === PLAIN ? null : readEntries(reader);
  const update = reader.varBytes();
  reader.end();
  return { leases, update, entries };
}

function readEntries(reader: ByteReader): BlockEntry[] {
  const entries: BlockEntry[] = [];
  for (let left = reader.count(2); left > 0; left -= 1)
    entries.push({ to: reader.varUint(), length: reader.varUint() });
  return entries;
}
