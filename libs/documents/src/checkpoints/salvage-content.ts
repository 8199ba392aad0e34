import type { DocumentKind } from '@maroquin/coediting';
import type { CheckpointMaker, MakerAnswer, MakerRequest } from './checkpoint-maker.js';
import { findOffender, type Offender } from './find-offender.js';
import type { Run, Salvage } from './worker/work.js';

/** Offending updates that are taken out one by one; behind more of them nothing of the document is kept. */
const MAX_OFFENDERS = 40;

/** All that is intact of a document's present epoch. */
export interface Intact {
  readonly kind: DocumentKind;
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  /** The journal's number. */
  readonly head: number;
}

export type Salvaged = Extract<MakerAnswer, { status: 'made' }>;

/**
 * Content made of everything but what harms it. Offenders that are found on the way are added to `bad`.
 * `clientId`: under which it is written, one that has not written in the document.
 */
export async function salvageContent(
  maker: Pick<CheckpointMaker, 'make'>,
  intact: Intact,
  bad: Map<number, Offender>,
  clientId: number,
): Promise<Salvaged> {
  const placed = await salvageAs({ rest: 'place', clientId }, maker, intact, bad);
  if (placed.unshown === null) return placed;
  const dropped = await salvageAs({ rest: 'drop', clientId }, maker, intact, bad);
  return dropped.unshown === null ? dropped : placed;
}

async function salvageAs(
  salvage: Salvage,
  maker: Pick<CheckpointMaker, 'make'>,
  { kind, start, runs, head }: Intact,
  bad: Map<number, Offender>,
): Promise<Salvaged> {
  for (;;) {
    const until = bad.size > MAX_OFFENDERS ? Math.min(...bad.keys()) - 1 : head;
    const request: MakerRequest = { kind, start, runs, without: [...bad.keys()], until, salvage };
    const answer = await maker.make(request);
    if (answer.status === 'made') return answer;
    const offender = await findOffender(maker, request, answer, until);
    if (offender === null) continue;
    if (bad.has(offender.seq)) throw new Error('a document cannot be repaired');
    bad.set(offender.seq, offender);
  }
}
