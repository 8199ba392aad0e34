/** Number of bytes of a canonical varint. */
function varUintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a canonical varint at `at` and returns the position behind it. */
function putVarUint(target: Uint8Array, at: number, value: number): number {
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
  return values.reduce((size, value) => size + varUintSize(value), 0);
}

/** Bytes of several varints, one after the other. */
export function varUints(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(varUintsSize(values));
  let at = 0;
  for (const value of values) at = putVarUint(bytes, at, value);
  return bytes;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
