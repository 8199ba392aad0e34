import { previewableImages } from '@maroquin/contracts';

/**
 * Headers of content that people brought: never run, never sniffed, shown in the page only when it is a plain image.
 * The name travels as RFC 6266 / RFC 8187 `filename*`.
 */
export function contentHeaders(name: string, mediaType: string, inline: boolean): Record<string, string> {
  const shown = inline && (previewableImages as readonly string[]).includes(mediaType);
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-cache',
    'Accept-Ranges': 'bytes',
  };
}

/** The client says that it has these bytes already: `If-None-Match` names their tag, or any (RFC 9110 §13.1.2). */
export function isKept(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
