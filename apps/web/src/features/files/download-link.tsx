import type { MouseEvent, ReactNode } from 'react';
import { downloadAllowed } from '../../api/index.js';
import { reportFailure } from '../../ui/index.js';
import { contentHref } from './previews/content.js';

interface DownloadLinkProps {
  file: { readonly id: string; readonly name: string };
  className: string;
  /** Where its content is not its name. */
  label?: string | undefined;
  children: ReactNode;
}
/** A link to the content: what is refused is a sentence in the page, never a broken download. */
export function DownloadLink({ file: { id, name }, className, label, children }: DownloadLinkProps) {
  const href = contentHref(id);
  // A click with a key held is the browser's.
  const start = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    downloadAllowed(href, name).catch(reportFailure);
  };
  return (
    <a className={className} href={href} download={name} aria-label={label} onClick={start}>
      {children}
    </a>
  );
}
