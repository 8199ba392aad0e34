import { type AuthoredUpdate, walkUpdate } from '@maroquin/coediting';
import * as Y from 'yjs';

/** What a lost struct must have been, inferred from later ones. */
export type LostRole =
  /** It holds text: an XmlText. */
  | 'text'
  /** It holds blocks, texts or attributes: an XmlElement. */
  | 'element'
  /** A block is its neighbour. */
  | 'block'
  /** A character is its neighbour: nothing that has to be recreated. */
  | 'inline';

/** Structs that are missing of one client: from the first to before the second clock. */
interface Gap {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** Infers from later updates of a prose document what its lost structs were. */
export class LostStructs {
  private readonly roles = new Map<string, LostRole>();

  /** `known`: clocks before the first of the updates. */
  static of(known: ReadonlyMap<number, number>, updates: readonly AuthoredUpdate[]): LostStructs {
    const places = new LostStructs();
    const gaps = gapsOf(known, updates);
    if (gaps.length === 0) return places;
    for (const { update } of updates) {
      for (const struct of Y.decodeUpdate(update).structs) {
        if (struct instanceof Y.Item) places.readItem(gaps, struct);
      }
    }
    for (const gap of gaps) places.findTexts(gap);
    return places;
  }

  roleOf(client: number, clock: number): LostRole | undefined {
    return this.roles.get(keyOf(client, clock));
  }

  private readItem(gaps: readonly Gap[], item: Y.Item): void {
    const type = item.content instanceof Y.ContentType ? item.content.type : null;
    // Before it is integrated, an item's parent is an id, the name of a root, or nothing.
    const parent: unknown = item.parent;
    if (parent instanceof Y.ID)
      this.assign(gaps, parent, type === null && item.parentSub === null ? 'text' : 'element');
    const role =
      type instanceof Y.XmlElement ? 'block' : type === null && item.parentSub === null ? 'inline' : null;
    if (role === null) return;
    for (const beside of [item.origin, item.rightOrigin])
      if (beside !== null) this.assign(gaps, beside, role);
  }

  private assign(gaps: readonly Gap[], { client, clock }: Y.ID, role: LostRole): void {
    const gap = gaps.find((one) => one.client === client && one.from <= clock && clock < one.to);
    if (gap === undefined) return;
    const known = this.roleOf(client, clock);
    if (known === undefined || WEIGHT[role] > WEIGHT[known]) this.roles.set(keyOf(client, clock), role);
    // The editor writes a block and, right within it, its text.
    if (role === 'text' && clock > gap.from) this.assign([gap], new Y.ID(client, clock - 1), 'element');
  }

  /** Characters are in a text that no struct names: that of the block before them, which the editor wrote first. */
  private findTexts({ client, from, to }: Gap): void {
    let block: number | null = from === 0 ? 0 : null;
    for (let clock = from; clock < Math.min(to, from + MAX_ROLES); clock += 1) {
      const role = this.roleOf(client, clock);
      if (role === 'block' || role === 'element') block = clock;
      else if (role === 'text') block = null;
      else if (role === 'inline' && block !== null && clock > block + 1) {
        this.roles.set(keyOf(client, block), 'element');
        this.roles.set(keyOf(client, block + 1), 'text');
        block = null;
      }
    }
  }
}

/** What says more of a struct counts. */
const WEIGHT: Readonly<Record<LostRole, number>> = { inline: 0, block: 1, element: 2, text: 3 };
/** Lost structs of one gap that are inferred one by one. */
export const MAX_ROLES = 100_000;

function gapsOf(known: ReadonlyMap<number, number>, updates: readonly AuthoredUpdate[]): Gap[] {
  const clocks = new Map(known);
  const gaps: Gap[] = [];
  const reach = (client: number, from: number): void => {
    const clock = clocks.get(client) ?? 0;
    if (from > clock) gaps.push({ client, from: clock, to: from });
    if (from > clock) clocks.set(client, from);
  };
  for (const { update } of updates) {
    const { blocks, needs } = walkUpdate(update, null);
    const own = new Set(blocks.map(({ client }) => client));
    for (const { client, from } of blocks) reach(client, from);
    for (const [client, clock] of needs) if (!own.has(client)) reach(client, clock);
    for (const { client, to } of blocks) clocks.set(client, Math.max(to, clocks.get(client) ?? 0));
  }
  return gaps;
}

const keyOf = (client: number, clock: number): string => `${String(client)} ${String(clock)}`;
