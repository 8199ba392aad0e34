import type { WalkedUpdate } from '@maroquin/coediting';
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';

/** Longest lost part that is stood in for, in characters. */
const MAX_LENGTH = 2 ** 24;
/** Lowest bits of a struct's first byte: what it holds; here content that is deleted. */
const DELETED = 1;
const HAS_ORIGIN = 0x80;

/**
 * Stands in for structs that are lost: deleted content of the same ids, behind what the same client wrote before, so
 * that what builds on them keeps its place.
 */
export class Placeholders {
  constructor(
    private readonly doc: Y.Doc,
    private readonly walked: WalkedUpdate,
    private readonly root: string,
  ) {}

  /** True when something is missing. */
  needed(): boolean {
    return [...this.wanted()].some(([client, clock]) => clock > Y.getState(this.doc.store, client));
  }

  /** False when too much is missing to be stood in for. */
  fill(): boolean {
    for (const [client, clock] of this.wanted()) {
      const known = Y.getState(this.doc.store, client);
      if (clock - known > MAX_LENGTH) return false;
      if (clock > known) Y.applyUpdate(this.doc, this.placeholder(client, known, clock - known));
    }
    return true;
  }

  /** By client: the clock below which the update takes everything to be there. */
  private wanted(): Map<number, number> {
    const wanted = new Map(this.walked.needs);
    // What an update brings itself it may build on; it begins where the client's earlier structs end.
    for (const { client, from, to } of this.walked.blocks) {
      const needed = wanted.get(client) ?? 0;
      wanted.set(client, needed > to ? needed : from);
    }
    return wanted;
  }

  /** True when something of the update could not be placed: Yjs keeps its ids and drops what it says. */
  swallowed(): boolean {
    return this.walked.blocks.some(({ client, from, to }) => {
      const structs = this.doc.store.clients.get(client) ?? [];
      for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
        const struct = structs[index];
        if (struct === undefined || struct.id.clock >= to) return false;
        if (struct instanceof Y.GC && !this.arrivedGone(client, struct.id.clock)) return true;
      }
      return false;
    });
  }

  private arrivedGone(client: number, clock: number): boolean {
    return this.walked.gone.some(
      (range) => range.client === client && range.from <= clock && clock < range.to,
    );
  }

  /** An update of one deleted item (yjs/src/structs/Item.js, write): its content says by itself that it is deleted. */
  private placeholder(client: number, clock: number, length: number): Uint8Array {
    const encoder = new Y.UpdateEncoderV1();
    for (const value of [1, 1, client, clock]) writeVarUint(encoder.restEncoder, value);
    const before = this.lastPlaced(client);
    const inText = before?.content instanceof Y.ContentType && before.content.type instanceof Y.XmlText;
    if (before !== null && !inText) {
      encoder.writeInfo(DELETED | HAS_ORIGIN);
      encoder.writeLeftID(before.lastId);
    } else {
      encoder.writeInfo(DELETED);
      encoder.writeParentInfo(before === null);
      if (before === null) encoder.writeString(this.root);
      else encoder.writeLeftID(before.id);
    }
    encoder.writeLen(length);
    writeVarUint(encoder.restEncoder, 0);
    return encoder.toUint8Array();
  }

  /** What the client wrote last that still has a place. */
  private lastPlaced(client: number): Y.Item | null {
    const structs = this.doc.store.clients.get(client) ?? [];
    return structs.findLast((struct) => struct instanceof Y.Item) ?? null;
  }
}
