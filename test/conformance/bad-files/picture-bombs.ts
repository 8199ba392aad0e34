import { crc32, deflateSync } from 'node:zlib';
import type { Bomb } from './bomb.js';

const FLOOD = 65_000;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(width: number, height: number, chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const zeros = (mebibytes: number): Buffer => deflateSync(Buffer.alloc(mebibytes * 1024 ** 2), { level: 9 });

function bmp(): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(FLOOD, 18);
  header.writeInt32LE(FLOOD, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return header;
}

function gif(): Buffer {
  const head = Buffer.alloc(13);
  head.write('GIF89a', 'latin1');
  head.writeUInt16LE(FLOOD, 6);
  head.writeUInt16LE(FLOOD, 8);
  const frame = Buffer.alloc(13);
  frame[0] = 0x2c;
  frame.writeUInt16LE(FLOOD, 5);
  frame.writeUInt16LE(FLOOD, 7);
  frame[10] = 2;
  return Buffer.concat([head, ...Array.from({ length: 2_000 }, () => frame), Buffer.from([0x3b])]);
}

function jpeg(): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x44, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(FLOOD, 5);
  frame.writeUInt16BE(FLOOD, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xd9])]);
}

/** One strip of zeros that is said to be 65,000 by 65,000, by the tags that libtiff asks for. */
function tiff(): Buffer {
  const tags: readonly (readonly [number, number])[] = [
    ...([
      [256, FLOOD],
      [257, FLOOD],
      [258, 8],
      [259, 8],
      [262, 1],
    ] as const),
    ...([
      [273, 200],
      [277, 1],
      [278, FLOOD],
      [279, 60],
    ] as const),
  ];
  const bytes = Buffer.alloc(260);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  for (const [index, [tag, value]] of tags.entries()) {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  return bytes;
}

const svg = (inside: string, before = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">${inside}</svg>`,
  );
const uses = Array.from(
  { length: 12 },
  (_, n) => `<g id="g${String(n + 1)}">${`<use xlink:href="#g${String(n)}"/>`.repeat(10)}</g>`,
).join('');

export const pictureBombs: readonly Bomb[] = [
  {
    name: 'png: 4 thousand million pixels',
    filename: 'bombe.png',
    make: () => png(FLOOD, FLOOD, [chunk('IDAT', zeros(200))]),
  },
  {
    name: 'png: a comment of 200 MiB',
    filename: 'bombe.png',
    make: () =>
      png(1, 1, [
        chunk('zTXt', Buffer.concat([Buffer.from('c\0\0'), zeros(200)])),
        chunk('IDAT', deflateSync(Buffer.alloc(2))),
      ]),
  },
  {
    name: 'png: a colour profile of 200 MiB',
    filename: 'bombe.png',
    make: () =>
      png(1, 1, [
        chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), zeros(200)])),
        chunk('IDAT', deflateSync(Buffer.alloc(2))),
      ]),
  },
  { name: 'bmp: 4 thousand million pixels', filename: 'bombe.bmp', make: bmp },
  { name: 'gif: 2,000 frames of 4 thousand million pixels', filename: 'bombe.gif', make: gif },
  { name: 'jpeg: 4 thousand million pixels', filename: 'bombe.jpg', make: jpeg },
  { name: 'tiff: 4 thousand million pixels', filename: 'bombe.tiff', make: tiff },
  {
    name: 'svg: a million million uses',
    filename: 'bombe.svg',
    make: () => svg(`<g id="g0"><rect/></g>${uses}`),
  },
  {
    name: 'svg: entities within entities',
    filename: 'bombe.svg',
    make: () =>
      svg(
        '<text>&b;</text>',
        `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(100_000)}"><!ENTITY b "${'&a;'.repeat(100_000)}">]>`,
      ),
  },
];
