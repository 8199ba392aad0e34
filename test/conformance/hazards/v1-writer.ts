import * as encoding from 'lib0/encoding';

/** An item's id: client, clock. */
export type Ref = readonly [client: number, clock: number];

/** What an item holds, as V1 bytes: `ref` is the number of the content kind (yjs/src/structs/Item.js, contentRefs). */
export interface ContentBytes {
  readonly ref: number;
  readonly bytes: Uint8Array;
}

export interface ItemSpec {
  readonly origin?: Ref;
  readonly right?: Ref;
  /** A root's name or the item of a type; only written without origins, as yjs does. */
  readonly parent?: string | Ref;
  readonly key?: string;
  readonly content: ContentBytes;
  /** Bits of the info byte to set besides those that follow from the rest. */
  readonly bits?: number;
}

/** A struct: an item, a collected range, a skipped range, or bytes as they are. */
export type StructSpec =
  ItemSpec | { readonly gc: number } | { readonly skip: number } | { readonly raw: Uint8Array };

export interface BlockSpec {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly StructSpec[];
  /** What is said to follow, where that is not the truth. */
  readonly count?: number;
}

export interface DeleteSpec {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
  readonly count?: number;
}

export interface UpdateSpec {
  readonly blocks?: readonly BlockSpec[];
  readonly deletes?: readonly DeleteSpec[];
  readonly blockCount?: number;
  readonly deleteCount?: number;
  readonly tail?: Uint8Array;
}

const made = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

function content(ref: number, write: (encoder: encoding.Encoder) => void): ContentBytes {
  return { ref, bytes: made(write) };
}

/** Contents as yjs writes them, and as it never would. */
export const contents = {
  deleted: (length: number) => content(1, (e) => encoding.writeVarUint(e, length)),
  json: (texts: readonly string[], count = texts.length) =>
    content(2, (e) => {
      encoding.writeVarUint(e, count);
      for (const text of texts) encoding.writeVarString(e, text);
    }),
  binary: (bytes: Uint8Array) => content(3, (e) => encoding.writeVarUint8Array(e, bytes)),
  string: (text: string) => content(4, (e) => encoding.writeVarString(e, text)),
  embed: (json: string) => content(5, (e) => encoding.writeVarString(e, json)),
  format: (key: string, json: string) =>
    content(6, (e) => {
      encoding.writeVarString(e, key);
      encoding.writeVarString(e, json);
    }),
  /** yjs/src/structs/ContentType.js, typeRefs: 0 array, 1 map, 2 text, 3 element, 4 fragment, 5 hook, 6 xml text. */
  type: (kind: number, name?: string) =>
    content(7, (e) => {
      encoding.writeVarUint(e, kind);
      if (name !== undefined) encoding.writeVarString(e, name);
    }),
  any: (values: readonly unknown[], count = values.length) =>
    content(8, (e) => {
      encoding.writeVarUint(e, count);
      for (const value of values) encoding.writeAny(e, value as number);
    }),
  doc: (guid: string, options: unknown) =>
    content(9, (e) => {
      encoding.writeVarString(e, guid);
      encoding.writeAny(e, options as number);
    }),
  /** Any bytes under any number. */
  bytes: (ref: number, ...bytes: readonly number[]) => ({ ref, bytes: Uint8Array.from(bytes) }),
};

/** A varint in more bytes than it needs. */
export function longVarint(value: number, bytes: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (let at = 1; at < bytes; at += 1) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...out, rest & 0x7f]);
}

/** A varint of any size below 2^53, and beyond as far as doubles go. */
export const varint = (value: number): Uint8Array => made((e) => encoding.writeVarUint(e, value));

function writeRef(encoder: encoding.Encoder, [client, clock]: Ref): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function writeItem(encoder: encoding.Encoder, item: ItemSpec): void {
  const { origin, right, parent, key, content: held, bits = 0 } = item;
  const info =
    held.ref |
    (origin === undefined ? 0 : 0x80) |
    (right === undefined ? 0 : 0x40) |
    (key === undefined ? 0 : 0x20) |
    bits;
  encoding.writeUint8(encoder, info);
  if (origin !== undefined) writeRef(encoder, origin);
  if (right !== undefined) writeRef(encoder, right);
  if (origin === undefined && right === undefined && parent !== undefined) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else writeRef(encoder, parent);
    if (key !== undefined) encoding.writeVarString(encoder, key);
  }
  encoding.writeUint8Array(encoder, held.bytes);
}

function writeStruct(encoder: encoding.Encoder, struct: StructSpec): void {
  if ('raw' in struct) return encoding.writeUint8Array(encoder, struct.raw);
  if ('content' in struct) return writeItem(encoder, struct);
  encoding.writeUint8(encoder, 'gc' in struct ? 0 : 10);
  encoding.writeVarUint(encoder, 'gc' in struct ? struct.gc : struct.skip);
}

/** A V1 update as it is described, sensible or not (yjs/src/utils/encoding.js). */
export function updateOf({
  blocks = [],
  deletes = [],
  blockCount,
  deleteCount,
  tail,
}: UpdateSpec): Uint8Array {
  return made((e) => {
    encoding.writeVarUint(e, blockCount ?? blocks.length);
    for (const block of blocks) {
      encoding.writeVarUint(e, block.count ?? block.structs.length);
      encoding.writeVarUint(e, block.client);
      encoding.writeVarUint(e, block.clock);
      for (const struct of block.structs) writeStruct(e, struct);
    }
    encoding.writeVarUint(e, deleteCount ?? deletes.length);
    for (const { client, ranges, count } of deletes) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, count ?? ranges.length);
      for (const [clock, length] of ranges) {
        encoding.writeVarUint(e, clock);
        encoding.writeVarUint(e, length);
      }
    }
    if (tail !== undefined) encoding.writeUint8Array(e, tail);
  });
}
