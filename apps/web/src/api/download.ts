import { errorFrom } from './error.js';

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
