import { API } from './client.js';
import { ApiError, errorFrom } from './error.js';

/** How long the browser may take to begin saving what it was handed. */
const KEPT_MS = 60_000;

/** Starts a download without leaving the page. */
export function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}

/** The same, once the server says that it gives it: what the antivirus holds back would end as a broken download. @throws {ApiError} */
export async function downloadAllowed(href: string, name: string): Promise<void> {
  const { ok } = await fetch(href, { method: 'HEAD' });
  if (!ok) {
    const response = await fetch(href);
    if (!response.ok) throw await errorFrom(response);
  }
  download(href, name);
}

/**
 * Of what the server makes when it is asked: fetched rather than opened, so that a refusal is a sentence where one asked and
 * not a page of its own.
 * @param path below the API's own, with its question
 * @throws {ApiError}
 */
export async function downloadMade(path: string, name: string): Promise<void> {
  const response = await fetch(`${API}${path}`, {
    headers: { 'accept-language': document.documentElement.lang },
  }).catch(() => {
    throw new ApiError(0, 'server.unavailable', null);
  });
  if (!response.ok) throw await errorFrom(response);
  const address = URL.createObjectURL(await response.blob());
  download(address, name);
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
