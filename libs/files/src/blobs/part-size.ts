import type { ObjectStorage } from '@maroquin/platform/object-storage';
import { type BlobLayout, partKey, SEALED_SEGMENT_BYTES, SEGMENT_OVERHEAD } from './blob-format.js';

/** Plain bytes of a part, from the length of its object. 0 when there is none. */
export async function plainBytesOfPart(
  storage: ObjectStorage,
  layout: Pick<BlobLayout, 'id' | 'writers'>,
  part: number,
): Promise<number> {
  const object = await storage.head(partKey(layout, part));
  if (object === null) return 0;
  const segments = Math.ceil(object.size / SEALED_SEGMENT_BYTES);
  return object.size - segments * SEGMENT_OVERHEAD;
}
