import type { Picture } from './flow.js';
import type { ExportPicture } from './options.js';
import { extensionOf, shownSize, type Size } from './picture-size.js';

/** One grey point, drawn as large as the picture was. */
const GREY = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mO4CwAA3wDehPEKOwAAAABJRU5ErkJggg==';
const MISSING: ExportPicture = {
  mediaType: 'image/png',
  bytes: Uint8Array.from(atob(GREY), (character) => character.charCodeAt(0)),
};
const MISSING_SIZE: Size = { width: 160, height: 90 };

interface StoredPicture extends ExportPicture {
  /** One for each picture of the file. */
  readonly key: string;
  readonly extension: string;
  readonly size: Size;
}

/**
 * What an office file shows: the picture, or where it is not there, a grey area as large as it was, so that a reader sees
 * that one is missing, and where.
 */
export function storedPicture(picture: Picture, pictures: ReadonlyMap<string, ExportPicture>): StoredPicture {
  const { id, width, height } = picture;
  const found = id === null ? undefined : pictures.get(id);
  const extension = found === undefined ? null : extensionOf(found.mediaType);
  if (id !== null && found !== undefined && extension !== null)
    return { ...found, key: id, extension, size: shownSize(picture, found) };
  const wanted = {
    ...picture,
    ...{ width: width ?? MISSING_SIZE.width, height: height ?? MISSING_SIZE.height },
  };
  return { ...MISSING, key: '', extension: 'png', size: shownSize(wanted, MISSING) };
}

/** Whether a file that comes back has no picture here, but what stands for one. */
export const isMissingPicture = (bytes: Uint8Array): boolean =>
  bytes.length === MISSING.bytes.length && bytes.every((byte, at) => byte === MISSING.bytes[at]);
