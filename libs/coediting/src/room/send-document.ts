import { CloseCode, encodeStep2, type StateVector, step2Head, updateHead } from '../wire/index.js';
import type { DocumentContent } from '../document/index.js';
import type { Limits } from './limits.js';
import type { Participant } from './participant.js';
import type { Clock } from './ports.js';

/** An update without structs and deletes: a client that has everything is synced by it. */
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const POLL_MS = 10;
/** From this size on, bytes, copying an answer into its frame costs more than sending it in two pieces. */
const LARGE = 32 * 1024;

/**
 * Answers sync step 1 with what the client lacks. Large documents go in several update frames, at the pace of the
 * reader; the last frame is the sync step 2, so that a stock client only counts as synced once it has everything.
 * From that frame on, and not before, the session follows the document.
 */
export async function sendDocument(
  session: Participant,
  { content, clock }: { readonly content: DocumentContent; readonly clock: Clock },
  known: StateVector,
  limits: Limits,
): Promise<void> {
  for (let index = 0; index < content.segmentCount; index += 1) {
    const piece = content.segment(index, known);
    if (piece === null) continue;
    session.deliverInTwo(updateHead(piece.length), piece);
    await drained(session, clock, limits);
    if (session.closed) return;
  }
  const rest = content.rest(known) ?? EMPTY_UPDATE;
  if (rest.length >= LARGE) session.deliverInTwo(step2Head(rest.length), rest);
  else session.deliver(step2Of(rest));
}

/** The last answer and its frame: clients that reconnect together get the same answer, one after the other. */
let last: { readonly update: Uint8Array; readonly frame: Uint8Array } | null = null;

function step2Of(update: Uint8Array): Uint8Array {
  if (last?.update !== update) last = { update, frame: encodeStep2(update) };
  return last.frame;
}

/** Lets other work run, and waits until a slow reader has taken most of what it was sent. */
async function drained(session: Participant, clock: Clock, limits: Limits): Promise<void> {
  const deadline = clock.now() + limits.drainMs;
  await new Promise<void>((resolve) => clock.soon(resolve));
  while (!session.closed && session.connection.bufferedAmount() > limits.backlogBytes / 4) {
    if (clock.now() > deadline) return session.end(CloseCode.tryLater, 'slow reader');
    await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve));
  }
}
