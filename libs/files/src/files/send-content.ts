import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { parseRange } from './byte-range.js';
import { contentHeaders, isKept } from './content-headers.js';
import type { FileContent } from './files.service.js';

/**
 * Answers with the bytes: single ranges (RFC 9110 §14), conditional requests (§13), nothing but headers for HEAD.
 * @throws {DomainError} file.range
 */
export async function sendContent(
  content: FileContent,
  request: Request,
  response: Response,
  { inline }: { readonly inline: boolean },
): Promise<void> {
  response.set(contentHeaders(content.name, content.mediaType, inline));
  response.set('ETag', content.etag);
  if (isKept(request.headers['if-none-match'], content.etag)) {
    response.status(304).end();
    return;
  }
  const ifRange = request.headers['if-range'];
  const rangeHeader = ifRange === undefined || ifRange === content.etag ? request.headers.range : undefined;
  const range = parseRange(rangeHeader, content.size);
  response.set('Content-Length', String(range === null ? content.size : range.end - range.start + 1));
  if (range !== null) {
    response.status(206);
    response.set(
      'Content-Range',
      `bytes ${String(range.start)}-${String(range.end)}/${String(content.size)}`,
    );
  }
  if (request.method === 'HEAD') {
    // its bytes would be read and opened for nobody
    response.end();
    return;
  }
  // a segment that does not open ends the connection: the browser sees a broken download, never altered bytes
  await pipeline(await content.open(range ?? undefined), response).catch(() => response.destroy());
}
