/** Number of bytes of a canonical varint. */
export function varUintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a canonical varint at `at` and returns the position behind it. */
export function writeVarUint(target: Uint8Array, at: number, value: number): number {
  let rest = value;
  let position = at;
  while (rest >= 128) {
    target[position] = 128 | (rest % 128);
    rest = Math.floor(rest / 128);
    position += 1;
  }
  target[position] = rest;
  return position + 1;
}

export function varUintsSize(values: readonly number[]): number {
  let size = 0;
  for (const value of values) size += varUintSize(value);
  return size;
}

/** Bytes of several varints, one after the other. */
export function varUints(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(varUintsSize(values));
  writeVarUints(bytes, 0, values);
  return bytes;
}

/** Writes varints from `at` on and returns the position behind them. */
export function writeVarUints(target: Uint8Array, at: number, values: readonly number[]): number {
  let position = at;
  for (const value of values) position = writeVarUint(target, position, value);
  return position;
}

/** Writes bytes at `at` and returns the position behind them. */
export function writeBytes(target: Uint8Array, at: number, bytes: Uint8Array): number {
  target.set(bytes, at);
  return at + bytes.length;
}

const encoder = new TextEncoder();

/** Whether it is one byte a character, as ids are: then there is no need to make bytes of it first. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 128) return false;
  return true;
}

/** Number of bytes of a text in UTF-8 with its length before it. */
export function textSize(text: string): number {
  const size = isPlain(text) ? text.length : encoder.encode(text).length;
  return varUintSize(size) + size;
}

/** Writes a text in UTF-8 with its length before it at `at` and returns the position behind it. */
export function writeText(target: Uint8Array, at: number, text: string): number {
  if (!isPlain(text)) {
    const bytes = encoder.encode(text);
    return writeBytes(target, writeVarUint(target, at, bytes.length), bytes);
  }
  const begin = writeVarUint(target, at, text.length);
  for (let index = 0; index < text.length; index += 1) target[begin + index] = text.charCodeAt(index);
  return begin + text.length;
}

/** Up to here, copying bytes one by one takes less time than making a view of them. */
const SHORT = 64;

/** Writes a part of other bytes at `at` and returns the position behind it. */
export function writeSlice(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  from: number,
  to: number,
): number {
  if (to - from > SHORT) return writeBytes(target, at, source.subarray(from, to));
  for (let offset = from; offset < to; offset += 1) target[at + offset - from] = source[offset] ?? 0;
  return at + to - from;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) at = writeBytes(bytes, at, part);
  return bytes;
}
