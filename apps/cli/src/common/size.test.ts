import { describe, expect, it } from 'vitest';
import { sizeOf } from './size.js';

describe('a size on the command line', () => {
  it.each([
    ['1000', 1_000],
    ['0', 0],
    ['500G', 500 * 1000 ** 3],
    ['2 Tio', 2 * 1024 ** 4],
    ['3MiB', 3 * 1024 ** 2],
    ['2 To', 2 * 1000 ** 4],
    ['500 GB', 500 * 1000 ** 3],
    ['1P', 1000 ** 5],
    ['1PiB', 1024 ** 5],
    ['none', null],
  ])('%s is understood', (text, bytes) => {
    expect(sizeOf(text)).toBe(bytes);
  });

  it.each(['', '-1', '2P', '1.5T', 'G', '2PiB', '1 Gi', 'beaucoup'])('%o is refused', (text) => {
    expect(() => sizeOf(text)).toThrow(expect.objectContaining({ name: 'StartupError' }));
  });
});
