import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { DomainError } from '@maroquin/platform/errors';
import { busy, type FileRoom, MultipartBudget } from './multipart-budget.js';

export interface MultipartFile {
  readonly filename: string;
  readonly content: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** Room for the parts' own headers and the few text fields. */
const ENVELOPE_BYTES = 64 * 1024;

/** The whole body, from its first byte: a slow line still carries 50 MiB in it. */
const BODY_MS = 5 * 60_000;

const budget = new MultipartBudget();

export interface ExpectedFile {
  readonly maxBytes: number;
  /** For whom it counts: a person, or a link for all who came in by it. */
  readonly requester: string;
}

/**
 * Reads one file named `file` and a few text fields (RFC 7578) and works on them; its bytes count in the budget of this
 * node until the work is done. Too large is refused from the header, or as soon as the limit is passed, never after
 * reading it whole.
 * @throws {DomainError} request.too-large, request.invalid, request.too-many
 */
export async function withMultipartFile<T>(
  request: IncomingMessage,
  { maxBytes, requester }: ExpectedFile,
  work: (file: MultipartFile) => Promise<T>,
): Promise<T> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + ENVELOPE_BYTES) throw tooLarge(maxBytes);
  const room = budget.open(requester);
  const timer = setTimeout(() => request.destroy(), BODY_MS);
  try {
    const file = await readFile(request, maxBytes, room);
    clearTimeout(timer);
    return await work(file);
  } finally {
    clearTimeout(timer);
    room.close();
  }
}

function readFile(request: IncomingMessage, maxBytes: number, room: FileRoom): Promise<MultipartFile> {
  const parser = openParser(request, maxBytes);
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let filename: string | null = null;
    const fail = (error: DomainError): void => {
      chunks.length = 0;
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
      stream.on('data', (chunk: Buffer) => {
        if (room.take(chunk.length)) {
          chunks.push(chunk);
          return;
        }
        stream.removeAllListeners('data').resume();
        fail(busy());
      });
      stream.on('limit', () => {
        fail(tooLarge(maxBytes));
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

/** Says the limit: whoever made the file must know how small it has to be. */
const tooLarge = (maxBytes: number): DomainError => {
  const megabytes = String(Math.floor(maxBytes / 1024 ** 2));
  const message = { fr: `au plus ${megabytes} Mo`, en: `at most ${megabytes} MB` };
  return new DomainError('request.too-large', { fields: [{ path: 'file', message }] });
};

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
