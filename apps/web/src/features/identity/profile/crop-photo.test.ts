import { describe, expect, it } from 'vitest';
import { MIDDLE, squareOf } from './crop-photo.js';

describe('the square of a picture that is kept', () => {
  it('is the largest one in the middle, unless told otherwise', () => {
    expect(squareOf({ width: 400, height: 300 }, MIDDLE)).toEqual({ left: 50, top: 0, side: 300 });
  });

  it('stays inside the picture, at its edges and at every zoom', () => {
    expect(squareOf({ width: 400, height: 300 }, { x: 1, y: -1, zoom: 1 })).toEqual({
      ...{ left: 100, top: 0, side: 300 },
    });
    expect(squareOf({ width: 400, height: 300 }, { x: 1, y: 1, zoom: 2 })).toEqual({
      ...{ left: 250, top: 150, side: 150 },
    });
  });
});
