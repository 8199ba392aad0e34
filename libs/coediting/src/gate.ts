import { diffUpdate } from 'yjs';

import { MalformedError } from './byte-reader.js';
import { concatBytes } from './byte-writer.js';
import type { CheckedUpdate } from './checked-update.js';
import { KIND_RULES, type DocumentKind } from './document-kind.js';
import type { KnownState } from './known-state.js';
import type { Leases } from './leases.js';
import { encodeDeleteSet, type ClockRange } from './range-set.js';
import { encodeStateVector } from './state-vector.js';
import type { Placement } from './structure.js';
import { walkUpdate, type WalkedUpdate } from './update-walker.js';

/** What is new of an update and nothing else, and where that lies; `walked` describes that part. */
export interface NewContent extends CheckedUpdate {
  readonly placement: Placement | null;
}

/** What the gate says to an update, given what the document already holds. */
export type Verdict =
  | ({ readonly kind: 'new' } & NewContent)
  /** Everything in it is known: to be acknowledged, not stored. */
  | { readonly kind: 'known' }
  /** It builds on something the server has not seen: ask for it, store nothing. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: string }
  /** It writes with a clientID that is another person's, or (`over`) of an epoch that is over. */
  | { readonly kind: 'leased'; readonly over: boolean };

const NO_STRUCTS = Uint8Array.of(0);

/**
 * Judges an update before anything of it reaches Yjs. The order of the checks is form, then whether its epoch is over
 * (what it builds on is gone then, and no asking brings it back), then gaps, whose it is, its place in the document.
 * Never throws for what the bytes may hold.
 */
export function judge(
  update: Uint8Array,
  kind: DocumentKind,
  known: KnownState,
  author: { readonly leases: Leases; readonly personId: string },
): Verdict {
  try {
    const walked = walkUpdate(update, KIND_RULES[kind]);
    if (isOver(walked, known, author.leases)) return { kind: 'leased', over: true };
    if (hasGap(walked, known)) return { kind: 'gap' };
    if (isKnown(walked, known)) return { kind: 'known' };
    if (isForeign(walked, known, author)) return { kind: 'leased', over: false };
    const placement = known.place({ update, walked });
    return { kind: 'new', placement, ...newPart(update, walked, known) };
  } catch (error) {
    if (error instanceof MalformedError) return { kind: 'refused', code: error.code };
    throw error;
  }
}

function isKnown({ blocks, deletes }: WalkedUpdate, known: KnownState): boolean {
  return (
    blocks.every(({ client, to }) => to <= known.clockOf(client)) && known.notYetDeleted(deletes).length === 0
  );
}

/** It writes with a clientID that was retired when an epoch ended. */
function isOver({ blocks }: WalkedUpdate, known: KnownState, leases: Leases): boolean {
  return blocks.some(({ client, to }) => to > known.clockOf(client) && leases.holderOf(client) === null);
}

function isForeign(
  { blocks }: WalkedUpdate,
  known: KnownState,
  { leases, personId }: { readonly leases: Leases; readonly personId: string },
): boolean {
  return blocks.some(({ client, to }) => to > known.clockOf(client) && !leases.mayWrite(client, personId));
}

function hasGap(walked: WalkedUpdate, known: KnownState): boolean {
  const reached = new Map<number, number>();
  for (const { client, from, to } of walked.blocks) {
    if (from > known.clockOf(client)) return true;
    reached.set(client, to);
  }
  const endOf = (client: number): number => Math.max(known.clockOf(client), reached.get(client) ?? 0);
  for (const [client, clock] of walked.needs) {
    if (clock > endOf(client)) return true;
  }
  return walked.deletes.some(({ client, to }) => to > endOf(client));
}

/** What is new of an update, and nothing else. */
function newPart(update: Uint8Array, walked: WalkedUpdate, known: KnownState): CheckedUpdate {
  const deletes = known.notYetDeleted(walked.deletes);
  const fresh = walked.blocks.filter(({ client, to }) => to > known.clockOf(client));
  const whole =
    fresh.length === walked.blocks.length &&
    fresh.every((block) => block.from === known.clockOf(block.client));
  if (whole && deletes.length === walked.deletes.length && sameRanges(deletes, walked.deletes)) {
    return { update, walked };
  }
  const structs = whole
    ? update.subarray(0, walked.deleteSetAt)
    : fresh.length === 0
      ? NO_STRUCTS
      : cutStructs(update, walked, known);
  const part = concatBytes(structs, encodeDeleteSet(deletes));
  return { update: part, walked: walkUpdate(part, null) };
}

/** The structs behind the known clocks; a struct that straddles one is cut there. Only reached by updates that passed the walker. */
function cutStructs(update: Uint8Array, walked: WalkedUpdate, known: KnownState): Uint8Array {
  const clocks = walked.blocks.map(({ client }): [number, number] => [client, known.clockOf(client)]);
  const cut = diffUpdate(update, encodeStateVector(new Map(clocks)));
  return cut.subarray(0, walkUpdate(cut, null).deleteSetAt);
}

function sameRanges(some: readonly ClockRange[], others: readonly ClockRange[]): boolean {
  return some.every((range, index) => {
    const other = others[index];
    return range.client === other?.client && range.from === other.from && range.to === other.to;
  });
}
