import { PHOTO_MAX_BYTES, PHOTO_PIXELS } from '@maroquin/contracts';

/** Tried one after the other until it is small enough. */
const QUALITIES = [0.86, 0.7, 0.5, 0.3] as const;
/** Of the part of the picture that is kept: 0 and 0 its middle, -1 and 1 its edges; `zoom` 1 the largest square. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
export const MIDDLE: Crop = { x: 0, y: 0, zoom: 1 };
export const MOST_ZOOM = 4;

/** The square of a picture of this size that is kept, in its own pixels. */
export function squareOf(
  { width, height }: { readonly width: number; readonly height: number },
  { x, y, zoom }: Crop,
): { readonly left: number; readonly top: number; readonly side: number } {
  const side = Math.min(width, height) / zoom;
  return { left: ((width - side) * (1 + x)) / 2, top: ((height - side) * (1 + y)) / 2, side };
}

/** Draws what is kept. */
export function drawPhoto(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const { left, top, side } = squareOf(picture, crop);
  canvas.width = PHOTO_PIXELS;
  canvas.height = PHOTO_PIXELS;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  // A transparent picture would otherwise be black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PHOTO_PIXELS, PHOTO_PIXELS);
  context.drawImage(picture, left, top, side, side, 0, 0, PHOTO_PIXELS, PHOTO_PIXELS);
}

/** A JPEG in base64, drawn again from the pixels: nothing else of the file goes along. null: the browser cannot. */
export function encodePhoto(canvas: HTMLCanvasElement): string | null {
  for (const quality of QUALITIES) {
    const jpeg = canvas.toDataURL('image/jpeg', quality).split(';base64,')[1] ?? '';
    if (jpeg !== '' && (jpeg.length / 4) * 3 <= PHOTO_MAX_BYTES) return jpeg;
  }
  return null;
}
