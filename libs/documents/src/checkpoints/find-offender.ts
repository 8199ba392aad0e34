import type { CheckpointMaker, MakerAnswer, MakerRequest } from './checkpoint-maker.js';
import type { QuarantineReason } from './quarantine.js';

export type MakerFailure = Extract<MakerAnswer, { status: 'failed' }>;

export interface Offender {
  readonly seq: number;
  readonly reason: QuarantineReason;
}

/**
 * The update that begins the trouble. When only the whole is at fault, it is searched for by halves: the first update
 * with which what stands before it does not make a document any more. Null: it did not happen again.
 */
export async function findOffender(
  maker: Pick<CheckpointMaker, 'make'>,
  request: MakerRequest,
  failure: MakerFailure,
  lastSeq: number,
): Promise<Offender | null> {
  if (failure.seq !== null) return { seq: failure.seq, reason: failure.fault };
  let good = (request.runs[0]?.first ?? 1) - 1;
  let bad: Offender = { seq: lastSeq, reason: failure.fault };
  while (bad.seq - good > 1) {
    const middle = Math.floor((good + bad.seq) / 2);
    const answer = await maker.make({ ...request, until: middle });
    if (answer.status === 'made') good = middle;
    else bad = { seq: answer.seq ?? middle, reason: answer.fault };
  }
  const proof = await maker.make({ ...request, until: bad.seq });
  return proof.status === 'made' ? null : bad;
}
