import { DomainError } from '../errors/index.js';

const KEY_BYTES = 32;

/** Every key that is wrapped is this long: a shorter or an empty one would be taken, and seal for nobody or for everybody. */
export function wholeKey(key: Buffer): Buffer {
  if (key.length === KEY_BYTES) return key;
  throw new DomainError('key.provider-down', {
    cause: new Error(`the key provider unwrapped ${String(key.length)} bytes`),
  });
}
