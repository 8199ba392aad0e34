import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { DomainError } from '@maroquin/platform/errors';

export interface MultipartFile {
  readonly filename: string;
  readonly content: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** Room for the parts' own headers and the few text fields. */
const ENVELOPE_BYTES = 64 * 1024;

/**
 * One file named `file` and a few text fields (RFC 7578). Too large is refused from the header, or as soon as the limit
 * is passed, never after reading it whole.
 * @throws {DomainError} request.too-large, request.invalid
 */
export async function readMultipartFile(request: IncomingMessage, maxBytes: number): Promise<MultipartFile> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + ENVELOPE_BYTES)
    throw new DomainError('request.too-large');
  const parser = openParser(request, maxBytes);
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let filename: string | null = null;
    const fail = (error: DomainError): void => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    parser.on('file', (field, stream, info) => {
      if (field !== 'file' || filename !== null) {
        fail(invalid(field));
        return;
      }
      filename = info.filename ?? 'document';
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => {
        fail(new DomainError('request.too-large'));
      });
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      parser.on(limit, () => {
        fail(invalid('file'));
      });
    parser.on('error', (error) => {
      fail(new DomainError('request.invalid', { cause: error }));
    });
    parser.on('close', () => {
      if (filename === null) reject(invalid('file'));
      else resolve({ filename, content: Buffer.concat(chunks), fields });
    });
    request.on('aborted', () => {
      fail(new DomainError('request.invalid'));
    });
    request.pipe(parser);
  });
}

const invalid = (path: string): DomainError =>
  new DomainError('request.invalid', { fields: [{ path, message: 'one file named "file" is expected' }] });

function openParser(request: IncomingMessage, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: maxBytes, files: 1, fields: 4, fieldSize: 1_000, parts: 6, headerPairs: 20 },
    });
  } catch (error) {
    throw new DomainError('request.invalid', { cause: error });
  }
}
