import { API, errorFrom } from '../../../api/index.js';

export const contentHref = (fileId: string): string => `${API}/files/${fileId}/content`;

/** The first bytes of the content; of an empty file there are none to ask for. @throws {ApiError} */
export async function readStart(
  { id, size }: { readonly id: string; readonly size: number | null },
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if ((size ?? 0) === 0) return new Uint8Array();
  const headers = { Range: `bytes=0-${String(maxBytes - 1)}` };
  const response = await fetch(contentHref(id), { headers, signal });
  if (!response.ok) throw await errorFrom(response);
  return new Uint8Array(await response.arrayBuffer());
}

/** UTF-8, UTF-16 as its first two bytes say, or what Windows wrote before them. A character that the end cuts in two is left out. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes, { stream: true });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
