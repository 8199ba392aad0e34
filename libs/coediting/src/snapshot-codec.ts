import { ByteReader, MalformedError } from './byte-reader.js';
import { concatBytes, varUints } from './byte-writer.js';
import type { Holder } from './leases.js';

/** A document's whole content at one place of its journal, and whose its clientIDs are. */
export interface Snapshot {
  readonly leases: ReadonlyMap<number, Holder>;
  /** One V1 update without gaps. */
  readonly update: Uint8Array;
}

const VERSION = 1;
const MAX_ID_BYTES = 64;
const text = new TextEncoder();

/**
 * The payload of a checkpoint and of a `base` entry of the journal: version 1; the holders; for each clientID its
 * holder's number plus one, 0 for nobody; the update.
 */
export function encodeSnapshot({ leases, update }: Snapshot): Uint8Array {
  const holders = [...new Set(leases.values())].filter((holder) => holder !== null);
  const numberOf = new Map<Holder, number>(holders.map((holder, index) => [holder, index + 1]));
  const parts: Uint8Array[] = [varUints([VERSION, holders.length])];
  for (const holder of holders) {
    const name = text.encode(holder);
    parts.push(varUints([name.length]), name);
  }
  const clients: number[] = [leases.size];
  for (const [client, holder] of leases) clients.push(client, numberOf.get(holder) ?? 0);
  parts.push(varUints(clients), varUints([update.length]), update);
  return concatBytes(...parts);
}

/** Throws MalformedError. The update is a view into the bytes. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const reader = new ByteReader(bytes);
  if (reader.varUint() !== VERSION) throw new MalformedError('snapshot-version');
  const holders: Holder[] = [null];
  for (let left = reader.count(1); left > 0; left -= 1) holders.push(reader.string(MAX_ID_BYTES));
  const leases = new Map<number, Holder>();
  for (let left = reader.count(2); left > 0; left -= 1) {
    const client = reader.varUint();
    const holder = holders[reader.varUint()];
    if (holder === undefined) throw new MalformedError('snapshot-holder');
    leases.set(client, holder);
  }
  const update = reader.varBytes();
  reader.end();
  return { leases, update };
}
