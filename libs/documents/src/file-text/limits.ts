const MIB = 1024 * 1024;

/** Bounds of reading a file's text. Sizes are bytes. What is beyond them is found by its name. */
export const FILE_TEXT_LIMITS = {
  fileBytes: 50 * MIB,
  /** Characters of text that are kept: some 2,000 pages. */
  characters: 4_000_000,
  pages: 5_000,
  /** Of a file of plain text, the first so many. */
  plainBytes: 8 * MIB,
  /** What the process may answer. */
  answerBytes: 16 * MIB,
  heapMib: 512,
  /** All memory of the process, with what is not on the heap: unpacked files, compiled programs. */
  memoryMib: 1_536,
  /** Processor time, seconds: what an attack may cost. */
  cpuSeconds: 20,
  /** Wall clock, milliseconds: only a machine that is short of processor time comes near. */
  wallMs: 60_000,
  /** A scanned page of 300 dots an inch takes some 3 s. */
  pictureCpuSeconds: 60,
  pictureWallMs: 180_000,
} as const;
