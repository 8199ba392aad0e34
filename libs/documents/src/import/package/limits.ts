const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of an import. Sizes are bytes, times milliseconds. */
export const IMPORT_LIMITS = {
  /** Entries of the ZIP: a long report with pictures has about 200. */
  entries: 2000,
  /** All entries unpacked. */
  unpackedBytes: 200 * MIB,
  /** One entry unpacked. */
  entryBytes: 50 * MIB,
  /** Unpacked to packed, of the whole file, once it is over 4 MiB unpacked. XML of real documents packs 10 to 30 times. */
  ratio: 100,
  ratioFreeBytes: 4 * MIB,
  /** One XML part; 50,000 words with formatting are about 5 MiB. */
  xmlPartBytes: 12 * MIB,
  xmlDepth: 256,
  /** What pandoc may answer. */
  jsonBytes: 64 * MIB,
  pictures: 1000,
  /** JavaScript heap of the thread that reads and maps, MiB. */
  heapMib: 512,
  /** Processor time of pandoc, seconds: what an attack may cost. 50,000 words take about 4. */
  pandocCpuSeconds: 8,
  /** Wall clock of pandoc: only a machine that is short of processor time comes near. */
  pandocMs: 25_000,
  /** Conversions that may wait; they run two at a time. */
  waiting: 20,
} as const;
