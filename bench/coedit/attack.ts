import { pause } from '../../test/support/until.js';
import * as encoding from 'lib0/encoding';
import { jobOfThisProcess, say, told } from '../load-process.js';
import { RawSocket, type Target } from './raw-editor.js';

/** The job of this load process: to harm by one socket, from `go` on, for so long. It comes back whenever it is thrown out. */
export interface AttackJob {
  readonly target: Target;
  readonly milliseconds: number;
}

export interface AttackResult {
  readonly frames: number;
  readonly thrownOut: number;
}

/** New clients in one update, all writing at the same place: Yjs looks at each against all others there. */
const RIVALS = 2000;
/** Rivals, then questions for everything, then rivals again. */
const QUESTIONS = 5;
const BUFFERED_BYTES = 1024 * 1024;
const COME_BACK_MS = 50;

/** One update in which many clients have inserted one letter each at the beginning of the text, without knowing of each other. */
function rivals(firstClient: number): Uint8Array {
  const update = encoding.createEncoder();
  encoding.writeVarUint(update, RIVALS);
  for (let index = RIVALS - 1; index >= 0; index -= 1) {
    for (const value of [1, firstClient + index, 0]) encoding.writeVarUint(update, value);
    encoding.writeUint8(update, 4);
    encoding.writeVarUint(update, 1);
    encoding.writeVarString(update, 'text');
    encoding.writeVarString(update, 'x');
  }
  encoding.writeVarUint(update, 0);
  return encoding.toUint8Array(update);
}

const { target, milliseconds } = await jobOfThisProcess<AttackJob>();
await say('ready');
await told('go');
const until = performance.now() + milliseconds;
const later = (): boolean => performance.now() < until;
let [frames, thrownOut, client] = [0, 0, 2_000_000_000];
while (later()) {
  let [synced, closed] = [false, false];
  const socket = new RawSocket(target, 0, { synced: () => (synced = true), closed: () => (closed = true) });
  while (later() && !closed && !synced) await pause(5);
  while (later() && !closed) {
    socket.sendUpdate(rivals(client));
    client += RIVALS;
    for (let index = 0; index < QUESTIONS; index += 1) socket.askForAll();
    frames += 1 + QUESTIONS;
    while (later() && !closed && socket.bufferedBytes > BUFFERED_BYTES) await pause(5);
    await pause(1);
  }
  if (closed) thrownOut += 1;
  socket.close();
  await pause(COME_BACK_MS);
}
await say('end', { frames, thrownOut } satisfies AttackResult);
process.exit(0);
