const PREFIX = 'attachment:';
const ID = /^[0-9a-zA-Z-]{1,64}$/;

/** The `src` of an image in a document: a reference to a stored attachment, never an address on the network. */
export function attachmentRef(id: string): string {
  return PREFIX + id;
}

/** The attachment's id, or null when the value is not a reference (such an image is never loaded). */
export function attachmentIdOf(src: unknown): string | null {
  if (typeof src !== 'string' || !src.startsWith(PREFIX)) return null;
  const id = src.slice(PREFIX.length);
  return ID.test(id) ? id : null;
}
