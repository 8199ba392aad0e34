import { describe, expect, it } from 'vitest';
import { greyJpeg } from '@maroquin/testing';
import { plainJpeg } from './plain-jpeg.js';

const plain = greyJpeg();
const segment = (marker: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
/** Exif with a place, as a telephone writes it; a comment. */
const MORE = Buffer.concat([segment(0xe1, 'Exif\0\0 48.8566,2.3522'), segment(0xfe, 'Beaumont')]);

describe('a photo', () => {
  it('is kept as it is when it is nothing but the image', () => {
    expect(plainJpeg(plain)).toEqual(plain);
  });

  it('loses where it was taken, comments, and what stands behind its end', () => {
    const full = Buffer.concat([greyJpeg({ extra: MORE }), Buffer.from('<script>')]);
    expect(plainJpeg(full)).toEqual(plain);
  });

  it.each([
    ['of another size', greyJpeg({ width: 512 })],
    ['that is no image', Buffer.from('GIF89a')],
    ['that is empty', Buffer.alloc(0)],
    ['cut in the middle', plain.subarray(0, 300)],
    ['cut before its end', plain.subarray(0, plain.length - 2)],
    ['with a segment longer than it', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0])],
    ['without an image', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['that is too large', Buffer.concat([plain, Buffer.alloc(64 * 1024)])],
  ])('%s is refused', (_, bytes) => {
    expect(() => plainJpeg(bytes)).toThrowError(expect.objectContaining({ code: 'profile.not-photo' }));
  });
});
