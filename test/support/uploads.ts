import { askAgainLater, type NameTakenChoice } from '@maroquin/contracts';
import * as tus from 'tus-js-client';
import type { HttpClient } from './http-client.js';

const CHUNK = 64 * 1024;
/** Short and many: a restart takes about two seconds. */
const RETRIES_MS = Array.from({ length: 200 }, (_, index) => Math.min(20 + index * 5, 250));

export interface UploadOptions {
  readonly filename: string;
  readonly filetype?: string;
  readonly parentId?: string;
  readonly nameTaken?: NameTakenChoice;
  /** The file whose newest version it becomes, and the version that was seen. */
  readonly version?: { readonly fileId: string; readonly ifVersion?: number };
  /** Bytes a request; small ones give a killer more moments to choose from. */
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
}

/** Sends a file with the tus client that browsers use, resuming after every cut. @returns the file's id */
export function upload(
  http: Pick<HttpClient, 'url' | 'headers'>,
  bytes: Uint8Array,
  options: UploadOptions,
): Promise<string> {
  const { filename, filetype, parentId, nameTaken, version, chunkSize = CHUNK } = options;
  const optional = { filetype, parentId, nameTaken, fileId: version?.fileId, ifVersion: version?.ifVersion };
  const given = Object.entries(optional).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  let fileId: string | undefined;
  return new Promise((done, fail) => {
    const sending = new tus.Upload(Buffer.from(bytes), {
      endpoint: `${http.url}/uploads/`,
      headers: http.headers,
      chunkSize,
      retryDelays: RETRIES_MS,
      storeFingerprintForResuming: false,
      metadata: { filename, ...Object.fromEntries(given) },
      onAfterResponse: (request, response) => {
        askAgainLater(request, response);
        fileId = response.getHeader('Maroquin-File-Id') ?? fileId;
      },
      onError: fail,
      onSuccess: () => {
        if (fileId === undefined) fail(new Error(`the upload of ${filename} ended without a file id`));
        else done(fileId);
      },
    });
    sending.start();
  });
}
