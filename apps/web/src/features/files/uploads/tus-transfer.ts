import { DetailedError, Upload } from 'tus-js-client';
import { askAgainLater, FILE_ID_HEADER, type NameTakenChoice, problemSchema } from '@maroquin/contracts';
import type { Transfer, TransferEvents, TransferFailure, UploadTarget } from './upload.js';

const CHUNK_BYTES = 8 * 1024 * 1024;
/** Codes of trouble that passes; every other problem would be answered again. */
const PASSING = new Set([
  'server.unavailable',
  'server.busy',
  'server.failure',
  'server.busy',
  'request.too-many',
  'request.too-slow',
  'request.unauthenticated',
  'upload.busy',
  'upload.offset',
  'storage.unavailable',
]);

type Destination = UploadTarget & { readonly nameTaken: NameTakenChoice };

/** What identifies a file across a reload. Another person, another folder or another file to replace starts afresh. */
export const fingerprintOf = (file: File, personId: string, { parentId, version }: Destination): string =>
  [
    ...['maroquin', personId, version?.fileId ?? parentId],
    ...[file.name, file.type, String(file.size), String(file.lastModified)],
  ].join('|');

const metadataOf = (file: File, { parentId, version, nameTaken }: Destination): Record<string, string> => ({
  filename: file.name,
  ...(file.type === '' ? {} : { filetype: file.type }),
  ...(version === undefined
    ? { parentId, nameTaken }
    : { fileId: version.fileId, ifVersion: String(version.ifVersion) }),
});

/**
 * One file sent by tus 1.0.0 to /uploads/, in pieces of 8 MiB. Where an earlier visit left the same file, it goes on
 * from there. Retries are the queue's: here one failure is one answer.
 */
export const tusTransfer = (
  file: File,
  personId: string,
  destination: Destination,
  events: TransferEvents,
): Transfer => {
  let refusal: string | null = null;
  let asked = false;
  // A transfer paused before it has looked for an earlier one must not start afterwards.
  let wanted = false;
  const upload = new Upload(file, {
    endpoint: '/uploads/',
    chunkSize: CHUNK_BYTES,
    retryDelays: null,
    metadata: metadataOf(file, destination),
    fingerprint: () => Promise.resolve(fingerprintOf(file, personId, destination)),
    storeFingerprintForResuming: true,
    removeFingerprintOnSuccess: true,
    onAfterResponse: (request, response) => {
      refusal = problemCode(response.getBody()) ?? refusal;
      // All of it is there, and there is still no room for the file. A HEAD has no body that says so.
      if (request.getMethod() === 'HEAD' && response.getStatus() === 507)
        throw new NoRoom(refusal ?? 'storage.full');
      askAgainLater(request, response);
    },
    onProgress: (sent) => events.onProgress(sent),
    onSuccess: ({ lastResponse }) => events.onDone(lastResponse.getHeader(FILE_ID_HEADER) ?? null),
    onError: (error) => events.onFailed(failureOf(error)),
  });
  const begin = async (): Promise<void> => {
    if (!asked) {
      asked = true;
      await resumeNewest(upload);
    }
    if (wanted) upload.start();
  };
  return {
    start: () => {
      wanted = true;
      void begin();
    },
    pause: () => {
      wanted = false;
      void upload.abort();
    },
    abandon: () => {
      wanted = false;
      // The server also forgets unfinished uploads by itself after a while, should this not reach it.
      void upload.abort(true).catch(() => undefined);
    },
  };
};

/** Goes on from what an earlier visit left of the same file, if it left any. */
async function resumeNewest(upload: Upload): Promise<void> {
  const previous = await upload.findPreviousUploads().catch(() => []);
  const [newest] = previous.toSorted((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime));
  if (newest !== undefined) upload.resumeFromPreviousUpload(newest);
}

class NoRoom extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Network trouble and passing answers are tried again; a problem with a lasting code is a refusal. */
const failureOf = (error: Error | DetailedError): TransferFailure => {
  const cause = error instanceof DetailedError ? error.causingError : error;
  if (cause instanceof NoRoom) return { kind: 'refused', code: cause.code };
  const response = error instanceof DetailedError ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (response === null || status === 0) return { kind: 'later' };
  const code = problemCode(response.getBody());
  if (code !== null) return PASSING.has(code) ? { kind: 'later' } : { kind: 'refused', code };
  if (status === 413) return { kind: 'refused', code: 'file.too-large' };
  // tus itself: 409 offset mismatch, 423 locked; both heal by asking the server where it is.
  return status >= 500 || status === 409 || status === 423 || status === 429
    ? { kind: 'later' }
    : { kind: 'refused', code: status === 404 || status === 403 ? 'request.not-found' : 'request.invalid' };
};

const problemCode = (body: string): string | null => {
  try {
    const parsed = problemSchema.pick({ code: true }).safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.code : null;
  } catch {
    return null;
  }
};
