import { exportEnding, type ExportFormat } from '@maroquin/contracts';
import { API, ApiError, errorFrom } from '../../../api/index.js';

/** How long the browser may take to begin saving what it was handed. */
const KEPT_MS = 60_000;

/**
 * Has the server make the file and hands it to the browser to save. Fetched rather than opened, so that a refusal is a
 * sentence in the dialog and not a page of its own.
 * @throws ApiError
 */
export async function downloadExport(documentId: string, name: string, format: ExportFormat): Promise<void> {
  const response = await fetch(`${API}/documents/${documentId}/export?format=${format}`, {
    headers: { 'accept-language': document.documentElement.lang },
  }).catch(() => {
    throw new ApiError(0, 'server.unavailable', null);
  });
  if (!response.ok) throw await errorFrom(response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${exportEnding(format)}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
