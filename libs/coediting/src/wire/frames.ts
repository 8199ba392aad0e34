import { ByteReader, MalformedError } from './byte-reader.js';
import {
  concatBytes,
  writeBytes,
  writeVarUint,
  writeVarUints,
  varUints,
  varUintSize,
  varUintsSize,
} from './byte-writer.js';

/**
 * The frames on a co-editing socket: the stock y-websocket protocol (y-protocols/PROTOCOL.md), V1 updates only, and the
 * extension that a client asks for with the WebSocket subprotocol {@link EXTENSION}. Runs in server and browser alike.
 */
export const EXTENSION = 'maroquin.v1';

/** Why the server ends a connection. 44xx: do not try again by yourself; 4503: try again a little later. */
export const CloseCode = {
  malformed: 4400,
  unauthenticated: 4401,
  noAccess: 4403,
  noDocument: 4404,
  epoch: 4409,
  tooLarge: 4413,
  tooFast: 4429,
  tryLater: 4503,
} as const;

/** What a connection may do with a document, and the number of it in an access frame. */
const ACCESS_CODES = { none: 0, read: 1, comment: 2, suggest: 3, write: 4 } as const;
export type AccessLevel = keyof typeof ACCESS_CODES;
const LEVEL_OF_CODE: ReadonlyMap<number, AccessLevel> = new Map([
  [ACCESS_CODES.none, 'none'],
  [ACCESS_CODES.read, 'read'],
  [ACCESS_CODES.comment, 'comment'],
  [ACCESS_CODES.suggest, 'suggest'],
  [ACCESS_CODES.write, 'write'],
]);

export type Frame =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly states: Uint8Array }
  | { readonly type: 'denied'; readonly reason: string }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'ping'; readonly token: number }
  /** Of the sync frames (step 2, update) received on this connection the first `ordinal` are committed, refused ones aside. */
  | {
      readonly type: 'committed';
      readonly ordinal: number;
      readonly seq: number;
      readonly stateVector: Uint8Array;
    }
  | { readonly type: 'refused'; readonly ordinal: number; readonly code: string; readonly message: string }
  | { readonly type: 'epoch'; readonly epoch: number }
  | { readonly type: 'access'; readonly level: AccessLevel };

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const EXTENDED = 100;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

const COMMITTED = 0;
const REFUSED = 1;
const EPOCH = 2;
const ACCESS = 3;
const PING = 4;

const MAX_TEXT_BYTES = 4096;
const text = new TextEncoder();

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => withBytes([SYNC, STEP_1], stateVector);
export const encodeStep2 = (update: Uint8Array): Uint8Array => withBytes([SYNC, STEP_2], update);
export const encodeUpdate = (update: Uint8Array): Uint8Array => withBytes([SYNC, UPDATE], update);
/** What comes before so many bytes of an update in its frame, or in that of a step 2. */
export const updateHead = (length: number): Uint8Array => varUints([SYNC, UPDATE, length]);
export const step2Head = (length: number): Uint8Array => varUints([SYNC, STEP_2, length]);
export const encodeAwareness = (states: Uint8Array): Uint8Array => withBytes([AWARENESS], states);
export const encodeDenied = (reason: string): Uint8Array => withBytes([AUTH, 0], text.encode(reason));
export const encodeQueryAwareness = (): Uint8Array => varUints([QUERY_AWARENESS]);
export const encodePing = (token: number): Uint8Array => varUints([EXTENDED, PING, token]);
export const encodeEpoch = (epoch: number): Uint8Array => varUints([EXTENDED, EPOCH, epoch]);
export const encodeAccess = (level: AccessLevel): Uint8Array =>
  varUints([EXTENDED, ACCESS, ACCESS_CODES[level]]);
export const encodeCommitted = (ordinal: number, seq: number, stateVector: Uint8Array): Uint8Array =>
  withBytes([EXTENDED, COMMITTED, ordinal, seq], stateVector);

export function encodeRefused(ordinal: number, code: string, message: string): Uint8Array {
  return concatBytes(
    withBytes([EXTENDED, REFUSED, ordinal], text.encode(code)),
    withBytes([], text.encode(message)),
  );
}

/** Reads one frame. The bytes it returns are views into `bytes`. Throws MalformedError. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = new ByteReader(bytes);
  const frame = readFrame(reader);
  reader.end();
  return frame;
}

function readFrame(reader: ByteReader): Frame {
  switch (reader.varUint()) {
    case SYNC:
      return readSync(reader);
    case AWARENESS:
      return { type: 'awareness', states: reader.varBytes() };
    case AUTH:
      if (reader.varUint() !== 0) throw new MalformedError('frame-type');
      return { type: 'denied', reason: reader.string(MAX_TEXT_BYTES) };
    case QUERY_AWARENESS:
      return { type: 'query-awareness' };
    case EXTENDED:
      return readExtended(reader);
    default:
      throw new MalformedError('frame-type');
  }
}

function readSync(reader: ByteReader): Frame {
  switch (reader.varUint()) {
    case STEP_1:
      return { type: 'step1', stateVector: reader.varBytes() };
    case STEP_2:
      return { type: 'step2', update: reader.varBytes() };
    case UPDATE:
      return { type: 'update', update: reader.varBytes() };
    default:
      throw new MalformedError('frame-type');
  }
}

function readExtended(reader: ByteReader): Frame {
  switch (reader.varUint()) {
    case COMMITTED:
      return {
        type: 'committed',
        ordinal: reader.varUint(),
        seq: reader.varUint(),
        stateVector: reader.varBytes(),
      };
    case REFUSED:
      return {
        type: 'refused',
        ordinal: reader.varUint(),
        code: reader.string(MAX_TEXT_BYTES),
        message: reader.string(MAX_TEXT_BYTES),
      };
    case EPOCH:
      return { type: 'epoch', epoch: reader.varUint() };
    case ACCESS: {
      const level = LEVEL_OF_CODE.get(reader.varUint());
      if (level === undefined) throw new MalformedError('frame-type');
      return { type: 'access', level };
    }
    case PING:
      return { type: 'ping', token: reader.varUint() };
    default:
      throw new MalformedError('frame-type');
  }
}

function withBytes(head: readonly number[], payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const frame = new Uint8Array(varUintsSize(head) + varUintSize(length) + length);
  const at = writeVarUint(frame, writeVarUints(frame, 0, head), length);
  writeBytes(frame, at, payload);
  return frame;
}
