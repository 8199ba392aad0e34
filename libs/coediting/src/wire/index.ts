/** What passes between client and server, and what is stored: bytes, frames, codecs. Knows no document. */
export { ByteReader, MalformedError } from './byte-reader.js';
export {
  concatBytes,
  writeBytes,
  writeSlice,
  writeVarUint,
  writeVarUints,
  varUints,
  varUintSize,
} from './byte-writer.js';
export {
  type AccessLevel,
  CloseCode,
  decodeFrame,
  encodeAccess,
  encodeAwareness,
  encodeCommitted,
  encodeDenied,
  encodeEpoch,
  encodePing,
  encodeRefused,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  EXTENSION,
  type Frame,
  step2Head,
  updateHead,
} from './frames.js';
export { assertPlainKey, parsePlainJson } from './plain-json.js';
export { type ClockRange, encodeDeleteSet, joinRanges, RangeSeeker, RangeSet } from './range-set.js';
export { type AuthoredUpdate, decodeRun, encodeRun } from './run-codec.js';
export {
  clientsOf,
  decodeStateVector,
  encodeClocks,
  encodeStateVector,
  type StateVector,
} from './state-vector.js';
