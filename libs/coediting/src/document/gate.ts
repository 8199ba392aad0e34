import { MalformedError } from '../wire/index.js';
import {
  type CheckedUpdate,
  type DocumentKind,
  type JudgedUpdate,
  KIND_RULES,
  type StructIndex,
  diffJudged,
  type Placement,
  type WalkedUpdate,
  walkJudged,
} from '../validation/index.js';
import type { Leases } from './leases.js';

/** What is new of an update and nothing else, and its place; `walked` describes that part. */
export interface NewContent extends CheckedUpdate {
  readonly placement: Placement;
  /** How much larger the document becomes (document-bounds.ts). */
  readonly parts: number;
}

/** What the gate says to an update, given what the document already holds. */
export type Verdict =
  | ({ readonly kind: 'new' } & NewContent)
  /** Everything in it is known: to be acknowledged, not stored. */
  | { readonly kind: 'known' }
  /** It builds on something the server has not seen: ask for it, store nothing. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: string }
  /** The document would outgrow what clients can state of it. `deletesOnly`: nothing can build on what it brings. */
  | { readonly kind: 'full'; readonly deletesOnly: boolean }
  /** It writes with a clientID that is another person's, or (`over`) of an epoch that is over. */
  | { readonly kind: 'leased'; readonly over: boolean };

/** ClientIDs new to a document in one update. */
const MAX_NEW_CLIENTS = 1000;

/**
 * Judges an update before anything of it reaches Yjs. The order of the checks is form, then whether its epoch is over
 * (what it builds on is gone then, and asking the client does not bring it back), then gaps, its author, its place in the document.
 * Never throws for what the bytes may hold.
 */
export function judge(
  update: Uint8Array,
  kind: DocumentKind,
  known: StructIndex,
  author: {
    readonly leases: Leases;
    readonly personId: string;
    /** Milliseconds since 1970; absent: the dates of suggestions are not compared with the time. */
    readonly at?: number;
  },
): Verdict {
  try {
    const walked = walkJudged(update, KIND_RULES[kind], known);
    if (isOver(walked, known, author.leases)) return { kind: 'leased', over: true };
    if (hasGap(walked, known)) return { kind: 'gap' };
    if (isKnown(walked, known)) return { kind: 'known' };
    if (isForeign(walked, known, author)) return { kind: 'leased', over: false };
    if (hasTooManyNewClients(walked, known)) return { kind: 'refused', code: 'too-many-clients' };
    if (isTooMuch(walked, known)) return full(walked, known);
    const placement = known.place({ update, walked });
    const { personId, at = null } = author;
    const forged = known.forgedRule(placement, { personId, at });
    if (forged !== null) return { kind: 'refused', code: forged };
    const parts = known.partsOf(walked, placement);
    if (!known.hasRoomFor(parts)) return full(walked, known);
    return { kind: 'new', placement, parts, ...diffJudged(update, walked, known) };
  } catch (error) {
    if (error instanceof MalformedError) return { kind: 'refused', code: error.code };
    throw error;
  }
}

const bringsNoItems = ({ blocks }: WalkedUpdate, known: StructIndex): boolean =>
  blocks.every(({ client, to }) => to <= known.clockOf(client));

const isKnown = (walked: WalkedUpdate, known: StructIndex): boolean =>
  walked.deletes.length === 0 && bringsNoItems(walked, known);

const newClientsOf = ({ blocks }: WalkedUpdate, known: StructIndex): number =>
  blocks.filter(({ client }) => known.clockOf(client) === 0).length;

const hasTooManyNewClients = (walked: WalkedUpdate, known: StructIndex): boolean =>
  newClientsOf(walked, known) > MAX_NEW_CLIENTS;

const isTooMuch = (walked: JudgedUpdate, known: StructIndex): boolean =>
  walked.tooManyDeletes || known.clocks.size + newClientsOf(walked, known) > known.bounds.clients;

const full = (walked: WalkedUpdate, known: StructIndex): Verdict => ({
  kind: 'full',
  deletesOnly: bringsNoItems(walked, known),
});

/** It writes with a clientID that was retired when an epoch ended. */
function isOver({ blocks }: WalkedUpdate, known: StructIndex, leases: Leases): boolean {
  return blocks.some(({ client, to }) => to > known.clockOf(client) && leases.holderOf(client) === null);
}

function isForeign(
  { blocks }: WalkedUpdate,
  known: StructIndex,
  { leases, personId }: { readonly leases: Leases; readonly personId: string },
): boolean {
  return blocks.some(({ client, to }) => to > known.clockOf(client) && !leases.mayWrite(client, personId));
}

function hasGap({ blocks, needs, deletes }: WalkedUpdate, known: StructIndex): boolean {
  for (const { client, from } of blocks) if (from > known.clockOf(client)) return true;
  if (needs.size === 0 && deletes.length === 0) return false;
  const reached = new Map(blocks.map(({ client, to }) => [client, to]));
  const endOf = (client: number): number => Math.max(known.clockOf(client), reached.get(client) ?? 0);
  for (const [client, clock] of needs) if (clock > endOf(client)) return true;
  return deletes.some(({ client, to }) => to > endOf(client));
}
