/** Updates in one file, each behind its length. */
export function recordOf(update: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(update.length);
  return Buffer.concat([head, update]);
}

/** The whole records; one that was cut short is left out. */
export function decodeRecords(file: Buffer): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at + 4 <= file.length;) {
    const end = at + 4 + file.readUInt32LE(at);
    if (end > file.length) break;
    records.push(Uint8Array.from(file.subarray(at + 4, end)));
    at = end;
  }
  return records;
}
