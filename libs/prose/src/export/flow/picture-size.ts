import type { Picture } from './flow.js';
import type { ExportPicture } from './options.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const EXTENSIONS = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
]);

export const extensionOf = (mediaType: string): string | null => EXTENSIONS.get(mediaType) ?? null;

/** A text column of A4 with margins of 2.5 cm, at 96 pixels an inch. */
export const COLUMN_PIXELS = 604;
const COLUMN_HEIGHT = 900;
const UNKNOWN: Size = { width: 320, height: 240 };

/** CSS pixels on paper: as a person set it, else as the picture is, and never beyond the page. */
export function shownSize({ width, height }: Picture, { bytes, mediaType }: ExportPicture): Size {
  const own = sizeOf(bytes, mediaType) ?? UNKNOWN;
  const wanted = {
    width: width ?? (height === null ? own.width : (own.width * height) / own.height),
    height: height ?? (width === null ? own.height : (own.height * width) / own.width),
  };
  const scale = Math.min(1, COLUMN_PIXELS / wanted.width, COLUMN_HEIGHT / wanted.height);
  return {
    width: Math.max(1, Math.round(wanted.width * scale)),
    height: Math.max(1, Math.round(wanted.height * scale)),
  };
}

/** Pixels of a picture by its head; null where it does not say. */
export function sizeOf(bytes: Uint8Array, mediaType: string): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = READERS[mediaType]?.(view) ?? null;
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    // Cut off within its head.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const READERS: Readonly<Record<string, (view: DataView) => Size | null>> = {
  // PNG §11.2.2: the IHDR chunk comes first.
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  // GIF89a §18: logical screen descriptor.
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
};

/** ITU-T T.81 §B.1.1.3: segments until a start of frame, SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** RFC 9649 §2.5 to §2.7. */
function webpSize(view: DataView): Size | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (chunk === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk !== 0x5650384c) return null;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
