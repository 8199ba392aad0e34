import { ByteReader } from './byte-reader.js';
import { varUints } from './byte-writer.js';

/** For each clientID the clock that comes next: everything below is known. */
export type StateVector = ReadonlyMap<number, number>;

export function encodeStateVector(vector: StateVector): Uint8Array {
  const values = [vector.size];
  for (const [client, clock] of [...vector].sort((a, b) => b[0] - a[0])) values.push(client, clock);
  return varUints(values);
}

/** Throws MalformedError. Accepts the empty byte string, which some clients send for "nothing yet". */
export function decodeStateVector(bytes: Uint8Array): Map<number, number> {
  const vector = new Map<number, number>();
  if (bytes.length === 0) return vector;
  const reader = new ByteReader(bytes);
  const count = reader.count(2);
  for (let index = 0; index < count; index += 1) vector.set(reader.varUint(), reader.varUint());
  reader.end();
  return vector;
}
