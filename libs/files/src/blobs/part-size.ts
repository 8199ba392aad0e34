import type { ObjectStorage } from '@maroquin/platform/object-storage';
import { partKey, SEALED_SEGMENT_BYTES, SEGMENT_OVERHEAD } from './blob-format.js';

/** Plain bytes of a part, from the length of its object. 0 when there is none. */
export async function plainBytesOfPart(
  storage: ObjectStorage,
  blobId: string,
  part: number,
): Promise<number> {
  const object = await storage.head(partKey(blobId, part));
  if (object === null) return 0;
  const segments = Math.ceil(object.size / SEALED_SEGMENT_BYTES);
  return object.size - segments * SEGMENT_OVERHEAD;
}
