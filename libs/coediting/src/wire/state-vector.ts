import { ByteReader, MalformedError } from './byte-reader.js';
import { varUints } from './byte-writer.js';

/** For each clientID the clock that comes next: everything below is known. */
export type StateVector = ReadonlyMap<number, number>;

export const encodeStateVector = (vector: StateVector): Uint8Array => encodeClocks(clientsOf(vector), vector);

/** In the order in which a vector is written. */
export const clientsOf = (vector: StateVector): readonly number[] => [...vector.keys()].sort((a, b) => b - a);

/** For a vector that is written often and whose clients rarely change. */
export function encodeClocks(clients: readonly number[], vector: StateVector): Uint8Array {
  const values = [vector.size];
  for (const client of clients) values.push(client, vector.get(client) ?? 0);
  return varUints(values);
}

/** Throws MalformedError. Accepts the empty byte string, which some clients send for "nothing yet". */
export function decodeStateVector(bytes: Uint8Array, maxClients = Infinity): Map<number, number> {
  const vector = new Map<number, number>();
  if (bytes.length === 0) return vector;
  const reader = new ByteReader(bytes);
  const count = reader.count(2);
  if (count > maxClients) throw new MalformedError('too-many-clients');
  for (let index = 0; index < count; index += 1) vector.set(reader.varUint(), reader.varUint());
  reader.end();
  return vector;
}
