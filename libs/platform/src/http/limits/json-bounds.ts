/** How much a JSON text may make of its bytes: what parsing and checking it costs grows with these, not with its length. */
export interface JsonBounds {
  /** Arrays and objects within one another. */
  readonly depth: number;
  /** Members and elements, in all. */
  readonly values: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Looks through UTF-8 JSON once, without building anything of it. What is no JSON at all is left to the parser.
 * @returns false when it is deeper or has more values than `bounds`
 */
export function isWithinBounds(text: Uint8Array, { depth: deepest, values: most }: JsonBounds): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (byte === QUOTE) at = endOfString(text, at);
    else if (byte === COMMA || byte === COLON) values += 1;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > deepest || values > most) return false;
  }
  return true;
}

/** From the quote that opens it to the one that closes it, or to the end. */
function endOfString(text: Uint8Array, opening: number): number {
  for (let at = opening + 1; at < text.length; at += 1) {
    if (text[at] === BACKSLASH) at += 1;
    else if (text[at] === QUOTE) return at;
  }
  return text.length;
}
