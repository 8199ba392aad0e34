import { ByteReader, concatBytes, MalformedError, parsePlainJson, varUints } from '../wire/index.js';
import { withReadableCursor } from './cursor.js';
import type { Person } from './ports.js';

interface Presence {
  readonly owner: string;
  readonly personId: string;
  clock: number;
  entry: Uint8Array;
}

const MAX_DEPTH = 16;
const MAX_CLOCK = 2 ** 40;
const text = new TextEncoder();

/**
 * The awareness states of one room (y-protocols/awareness.js): who is connected and where their cursors are. Each
 * connection has one clientID, and nothing is kept of whoever left. Name, colour and id in a state are the authenticated
 * person's, whatever the client wrote.
 */
export class RoomAwareness {
  private readonly byClient = new Map<number, Presence>();
  private readonly clientOf = new Map<string, number>();
  private changed = new Map<number, Uint8Array>();

  /** `root`: name of the shared type in which editors draw cursors; null: no editor draws them, so a cursor may be anything. */
  constructor(
    private readonly maxBytes: number,
    private readonly root: string | null,
  ) {}

  /**
   * Takes a connection's own state out of an awareness message and returns whether something changed for others. States
   * of other clientIDs are dropped: stock clients repeat those that they receive. Throws MalformedError.
   */
  receive(connectionId: string, person: Person, message: Uint8Array): boolean {
    if (message.length > this.maxBytes) return false;
    const reader = new ByteReader(message);
    let changed = false;
    for (let left = reader.count(3); left > 0; left -= 1) {
      const client = reader.varUint();
      const clock = reader.varUint();
      if (clock > MAX_CLOCK) throw new MalformedError('awareness-clock');
      const state = parsePlainJson(reader.string(this.maxBytes), MAX_DEPTH);
      if (this.set(connectionId, person, client, clock, state)) changed = true;
    }
    reader.end();
    return changed;
  }

  /** Removes the state of a connection; returns whether something changed for others. */
  leave(connectionId: string): boolean {
    const client = this.clientOf.get(connectionId);
    const presence = client === undefined ? undefined : this.byClient.get(client);
    this.clientOf.delete(connectionId);
    if (client === undefined || presence === undefined || presence.owner !== connectionId) return false;
    this.byClient.delete(client);
    this.changed.set(client, encodeEntry(client, presence.clock, null));
    return true;
  }

  /** An awareness message with all states, or null when there are none. */
  everyone(): Uint8Array | null {
    return encodeMessage([...this.byClient.values()].map((presence) => presence.entry));
  }

  /** An awareness message with the states that changed since the last call, or null. */
  takeChanges(): Uint8Array | null {
    const entries = [...this.changed.values()];
    this.changed = new Map();
    return encodeMessage(entries);
  }

  private set(connectionId: string, person: Person, client: number, clock: number, state: unknown): boolean {
    const present = this.byClient.get(client);
    const own = this.clientOf.get(connectionId);
    if (own !== undefined && own !== client) return false;
    // Another connection's clientID may be taken over by the same person only: a reload before the old socket is found dead.
    if (present !== undefined && present.owner !== connectionId && present.personId !== person.id)
      return false;
    if (state === null) return present?.owner === connectionId && this.leave(connectionId);
    if (typeof state !== 'object' || Array.isArray(state)) throw new MalformedError('awareness-state');
    if (present?.owner === connectionId && clock < present.clock) return false;
    const { id, name, colour: color, hue, external } = person;
    const user = { id, name, color, hue, ...(external === true && { external }) };
    const entry = encodeEntry(client, clock, {
      ...(this.root === null ? state : withReadableCursor(state, this.root)),
      user,
    });
    this.clientOf.set(connectionId, client);
    this.byClient.set(client, { owner: connectionId, personId: person.id, clock, entry });
    this.changed.set(client, entry);
    return true;
  }
}

function encodeEntry(client: number, clock: number, state: object | null): Uint8Array {
  const json = text.encode(JSON.stringify(state));
  return concatBytes(varUints([client, clock, json.length]), json);
}

function encodeMessage(entries: readonly Uint8Array[]): Uint8Array | null {
  return entries.length === 0 ? null : concatBytes(varUints([entries.length]), ...entries);
}
