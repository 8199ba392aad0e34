/** A JPEG of one grey, made by hand (ITU-T T.81): one component, two Huffman codes, and two bits a block of 8 by 8. */
export function greyJpeg({ width = 256, height = 256, extra = Buffer.alloc(0) } = {}): Buffer {
  const word = (value: number): number[] => [value >> 8, value & 0xff];
  const blocks = (width / 8) * (height / 8);
  const counts = (...lengths: number[]): number[] => [
    ...lengths,
    ...Array<number>(16 - lengths.length).fill(0),
  ];
  // The first block says how grey it is in nine bits, each of the others in two that it is the same.
  const scan = Buffer.alloc(Math.ceil((9 + (blocks - 1) * 2) / 8));
  scan[0] = 0b10101000;
  scan[scan.length - 1] = 1;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, ...[0xff, 0xe0, 0, 16], ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    extra,
    Buffer.from([0xff, 0xdb, 0, 67, 0, ...Array<number>(64).fill(8)]),
    Buffer.from([0xff, 0xc0, 0, 11, 8, ...word(height), ...word(width), 1, 1, 0x11, 0]),
    Buffer.from([0xff, 0xc4, 0, 21, 0x00, ...counts(1, 1), 0, 6]),
    Buffer.from([0xff, 0xc4, 0, 20, 0x10, ...counts(1), 0]),
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** What a client sends as a photo. */
export const PORTRAIT = greyJpeg().toString('base64');
