import { importResultSchema, type ImportReport } from '@maroquin/contracts';
import { API, ApiError, errorFrom, newKey } from '../../../api/index.js';

export interface ImportResult {
  id: string;
  report: ImportReport;
}

/**
 * Sends a Word document. XMLHttpRequest, because fetch says nothing of the progress of a sending.
 * @param onProgress share sent, 0 to 1; 1 means that the conversion goes on
 * @throws ApiError
 */
export const uploadImport = (
  file: File,
  parentId: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportResult> =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    // Fields stand before the file, so that a server reading the stream knows them first.
    form.append('parentId', parentId);
    form.append('file', file);
    const call = new XMLHttpRequest();
    call.open('POST', `${API}/documents/import`);
    call.setRequestHeader('accept', 'application/json');
    call.setRequestHeader('accept-language', document.documentElement.lang);
    call.setRequestHeader('idempotency-key', newKey());
    call.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    call.upload.onload = () => onProgress(1);
    call.onerror = () => reject(new ApiError(0, 'server.unavailable', null));
    call.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    call.onload = () => {
      const response = new Response(call.responseText, { status: Math.max(200, call.status) });
      if (call.status >= 400) void errorFrom(response).then(reject);
      else finish(response).then(resolve, reject);
    };
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.send(form);
  });

const finish = async (response: Response): Promise<ImportResult> => {
  const parsed = importResultSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new ApiError(500, 'server.failure', null);
  return parsed.data;
};
