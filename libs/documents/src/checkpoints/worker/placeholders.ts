import type { WalkedUpdate } from '@maroquin/coediting';
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import type { Root } from './compare-documents.js';
import { type LostStructs, MAX_ROLES } from './lost-structs.js';

/** Longest lost part that is stood in for, in characters: no clock is larger. */
const MAX_LENGTH = 2 ** 32;
/** A struct's first byte (yjs/src/structs/Item.js, write): what it holds, and what it says of its place. */
const DELETED = 1;
const TYPE = 7;
const HAS_ORIGIN = 0x80;
/** yjs/src/structs/ContentType.js, typeRefs. */
const XML_ELEMENT = 3;
const XML_TEXT = 6;

type Holds = { readonly deleted: number } | { readonly type: 'element' | 'text' };
/** Behind a struct, in a type, or in the root. */
type Place = { readonly behind: Y.ID } | { readonly within: Y.ID } | null;

/**
 * Stands in for structs that are lost, under the same ids: deleted characters behind what the same client wrote before,
 * and the blocks and texts that later structs name, so that what builds on them keeps its place.
 */
export class Placeholders {
  constructor(
    private readonly doc: Y.Doc,
    private readonly walked: WalkedUpdate,
    private readonly root: Root,
    private readonly places: LostStructs,
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
      if (clock > known) this.fillGap(client, known, clock);
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

  private fillGap(client: number, from: number, to: number): void {
    let begin = from;
    for (let clock = from; clock < Math.min(to, from + MAX_ROLES); clock += 1) {
      const role = this.places.roleOf(client, clock);
      if (role === undefined || role === 'inline') continue;
      if (clock > begin) this.put(client, begin, { deleted: clock - begin }, this.inline(client));
      begin = clock + 1;
      if (role === 'block') this.put(client, clock, { deleted: 1 }, this.block(client));
      else if (role === 'element') this.put(client, clock, { type: 'element' }, this.block(client));
      else this.put(client, clock, { type: 'text' }, this.withinElement(client));
    }
    if (to > begin) this.put(client, begin, { deleted: to - begin }, this.inline(client));
  }

  private put(client: number, clock: number, holds: Holds, place: Place): void {
    const encoder = new Y.UpdateEncoderV1();
    for (const value of [1, 1, client, clock]) writeVarUint(encoder.restEncoder, value);
    const content = 'deleted' in holds ? DELETED : TYPE;
    if (place !== null && 'behind' in place) {
      encoder.writeInfo(content | HAS_ORIGIN);
      encoder.writeLeftID(place.behind);
    } else {
      encoder.writeInfo(content);
      encoder.writeParentInfo(place === null);
      if (place === null) encoder.writeString(Y.findRootTypeKey(this.root));
      else encoder.writeLeftID(place.within);
    }
    if ('deleted' in holds) encoder.writeLen(holds.deleted);
    else encoder.writeTypeRef(holds.type === 'text' ? XML_TEXT : XML_ELEMENT);
    if ('type' in holds && holds.type === 'element') encoder.writeKey('paragraph');
    writeVarUint(encoder.restEncoder, 0);
    Y.applyUpdate(this.doc, encoder.toUint8Array());
  }

  /** Behind the characters that the client wrote last, or in the text it made last. */
  private inline(client: number): Place {
    const last = this.lastOf(client, (item) => item.parentSub === null);
    if (last === null) return null;
    return isText(last) ? { within: last.id } : { behind: last.lastId };
  }

  /** Behind the block that the client wrote last at the top, or behind everything. */
  private block(client: number): Place {
    const last = this.lastOf(client, (item) => item.parent === this.root) ?? lastChildOf(this.root);
    return last === null ? null : { behind: last.lastId };
  }

  private withinElement(client: number): Place {
    const last = this.lastOf(client, (item) => item.parentSub === null);
    const isElement = last?.content instanceof Y.ContentType && last.content.type instanceof Y.XmlElement;
    return last !== null && isElement ? { within: last.id } : this.block(client);
  }

  private lastOf(client: number, wanted: (item: Y.Item) => boolean): Y.Item | null {
    const structs = this.doc.store.clients.get(client) ?? [];
    const last = structs.findLast((struct) => struct instanceof Y.Item && wanted(struct));
    return last instanceof Y.Item ? last : null;
  }
}

const isText = (item: Y.Item): boolean =>
  item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlText;

function lastChildOf(type: Root): Y.Item | null {
  let last = type._start;
  for (let next = last; next !== null; next = next.right) last = next;
  return last;
}
