import { MalformedError } from './byte-reader.js';

/** Names that would reach an object's prototype when somebody copies keys without care. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A key that may become a property of an object. Throws MalformedError. */
export function assertPlainKey(key: string): void {
  if (PROTOTYPE_NAMES.has(key)) throw new MalformedError('prototype-key');
}

/**
 * Parses JSON whose depth is bounded before the parser sees it: `[` × 5,000 parses, but never stringifies again.
 * Throws MalformedError for what is not JSON, too deep, or names a prototype.
 */
export function parsePlainJson(text: string, maxDepth: number): unknown {
  assertDepth(text, maxDepth);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedError('json');
  }
  assertPlainKeys(value);
  return value;
}

function assertDepth(text: string, maxDepth: number): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === 0x5c) index += 1;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x5b || character === 0x7b) {
      depth += 1;
      if (depth > maxDepth) throw new MalformedError('too-deep');
    } else if (character === 0x5d || character === 0x7d) depth -= 1;
  }
}

function assertPlainKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) assertPlainKeys(item);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    assertPlainKey(key);
    assertPlainKeys(item);
  }
}
