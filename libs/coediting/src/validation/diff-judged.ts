import { ByteReader, concatBytes, encodeDeleteSet, varUints } from '../wire/index.js';
import type { CheckedUpdate } from './checked-update.js';
import { Content } from './document-kind.js';
import type { StructIndex } from './struct-index.js';
import {
  CONTENT_BITS,
  HAS_ORIGIN,
  HAS_PARENT_SUB,
  HAS_RIGHT_ORIGIN,
  readAny,
  skipId,
  skipStruct,
} from './struct-reader.js';
import { walkUpdate, type JudgedUpdate, type StructBlock } from './update-walker.js';

/** U+FFFD: what yjs makes of either half of a character that is cut in two. */
const BROKEN_CHARACTER = Uint8Array.of(0xef, 0xbf, 0xbd);

/** What the document does not have of an update that passed the walker (as Yjs's diffUpdate, but of deletes as well). */
export function diffJudged(update: Uint8Array, walked: JudgedUpdate, known: StructIndex): CheckedUpdate {
  const fresh = walked.blocks.filter(({ client, to }) => to > known.clockOf(client));
  const whole =
    fresh.length === walked.blocks.length &&
    fresh.every((block) => block.from === known.clockOf(block.client));
  if (whole && !walked.repeatsDeletes) return { update, walked };
  const structs = whole ? update.subarray(0, walked.deleteSetAt) : cutStructs(update, fresh, known);
  const part = concatBytes(structs, encodeDeleteSet(walked.deletes));
  return { update: part, walked: walkUpdate(part, null) };
}

/** The structs behind the known clocks; one that straddles them is cut there. */
function cutStructs(update: Uint8Array, blocks: readonly StructBlock[], known: StructIndex): Uint8Array {
  const parts: Uint8Array[] = [varUints([blocks.length])];
  for (const block of blocks) parts.push(...cutBlock(update, block, known.clockOf(block.client)));
  return concatBytes(...parts);
}

function cutBlock(update: Uint8Array, block: StructBlock, known: number): Uint8Array[] {
  const { client, start, end } = block;
  const reader = new ByteReader(update, start);
  let { from: clock, structs: left } = block;
  let pos = start;
  let length = 0;
  while (clock < known) {
    pos = reader.pos;
    length = skipStruct(reader);
    clock += length;
    left -= 1;
  }
  const rest = update.subarray(reader.pos, end);
  if (clock === known) return [varUints([left, client, known]), rest];
  const straddling = cutStruct(update, pos, client, known, length - (clock - known));
  return [varUints([left + 1, client, known]), ...straddling, rest];
}

/** The struct without its first `offset` clocks: it follows on from them, as yjs writes it (Item.js, write). */
function cutStruct(
  update: Uint8Array,
  pos: number,
  client: number,
  clock: number,
  offset: number,
): Uint8Array[] {
  const reader = new ByteReader(update, pos);
  const info = reader.byte();
  const content = info & CONTENT_BITS;
  if (content === Content.gc) return [Uint8Array.of(info), varUints([reader.varUint() - offset])];
  const hasRight = (info & HAS_RIGHT_ORIGIN) !== 0;
  const right = hasRight ? rightOrigin(reader, info) : [];
  if (!hasRight) passPosition(reader, info);
  const head = [
    Uint8Array.of(content | HAS_ORIGIN | (hasRight ? HAS_RIGHT_ORIGIN : 0)),
    varUints([client, clock - 1, ...right]),
  ];
  if (content === Content.string) return [...head, ...cutString(reader.varBytes(), offset)];
  if (content === Content.deleted) return [...head, varUints([reader.varUint() - offset])];
  const values = reader.varUint();
  for (let left = offset; left > 0; left -= 1) readAny(reader);
  const first = reader.pos;
  for (let left = values - offset; left > 0; left -= 1) readAny(reader);
  return [...head, varUints([values - offset]), update.subarray(first, reader.pos)];
}

function rightOrigin(reader: ByteReader, info: number): number[] {
  if ((info & HAS_ORIGIN) !== 0) skipId(reader);
  return [reader.varUint(), reader.varUint()];
}

function passPosition(reader: ByteReader, info: number): void {
  if ((info & HAS_ORIGIN) !== 0) return skipId(reader);
  if (reader.varUint() === 1) reader.skip(reader.varUint());
  else skipId(reader);
  if ((info & HAS_PARENT_SUB) !== 0) reader.skip(reader.varUint());
}

function cutString(bytes: Uint8Array, offset: number): Uint8Array[] {
  let at = 0;
  let units = 0;
  while (units < offset) {
    const lead = bytes[at] ?? 0;
    units += lead >= 0xf0 ? 2 : 1;
    at += lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  }
  const rest = bytes.subarray(at);
  if (units === offset) return [varUints([rest.length]), rest];
  return [varUints([rest.length + BROKEN_CHARACTER.length]), BROKEN_CHARACTER, rest];
}
