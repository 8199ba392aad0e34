import { idSchema } from '@maroquin/contracts';

interface InternalLink {
  /** Of the resource it leads to. */
  readonly id: string;
  /** Within this house. */
  readonly href: string;
}

/** Cards below one message, at most. */
const MOST = 3;
const ADDRESS = /https?:\/\/[^\s<>"«»)\u00a0\u202f]+/giu;

/** Addresses of documents, files and places of this house in a text, each resource once. Pure. */
export function internalLinks(text: string, origin: string): readonly InternalLink[] {
  if (!text.includes(origin)) return [];
  const found = new Map<string, InternalLink>();
  for (const [address] of text.matchAll(ADDRESS)) {
    if (found.size === MOST) break;
    if (!URL.canParse(address)) continue;
    const url = new URL(address);
    const id = url.origin === origin ? resourceIn(url.pathname) : null;
    if (id !== null && !found.has(id)) found.set(id, { id, href: `${url.pathname}${url.search}${url.hash}` });
  }
  return [...found.values()];
}

/** The last id of an address that shows a resource. */
function resourceIn(pathname: string): string | null {
  const [, page = '', ...rest] = pathname.split('/');
  if (!['d', 'e', 'fichier'].includes(page)) return null;
  return (
    rest
      .map((part) => part.replace(/[.,;:!?…]+$/u, ''))
      .findLast((part) => idSchema.safeParse(part).success) ?? null
  );
}
