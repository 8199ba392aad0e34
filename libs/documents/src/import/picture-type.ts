/** By the first bytes, of those that browsers show and the store accepts; null: it is none of them. */
export function webPictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null;
}

/** Whether the first bytes are those of a PNG, JPEG, GIF or WebP. */
export const isWebPicture = (bytes: Uint8Array): boolean => webPictureType(bytes) !== null;
