export interface TextPart {
  readonly text: string;
  /** Present when this part may be followed: always http or https. */
  readonly href?: string;
}

// Longest first rule of thumb: a link ends before a blank, an angle bracket, a quote or a closing guillemet.
const LINK = /https?:\/\/[^\s<>"«»\u00a0\u202f]+/giu;
const TRAILING: ReadonlySet<string> = new Set(".,;:!?…'’)]}");

/** Splits a message into plain parts and links. Nothing else is interpreted, so nothing written can become markup. */
export const splitLinks = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const found = trimmed(match[0]);
    const href = safeHref(found);
    if (href === null) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
};

/** The address when it is http or https, else null (javascript:, data:, unreadable). */
export const safeHref = (value: string): string | null => {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
};

/**
 * Punctuation after an address belongs to the sentence; a closing bracket opened inside the address does not.
 * One pass: a message of nothing but brackets must not hold up everybody who reads it.
 */
const trimmed = (link: string): string => {
  let open = count(link, '(') - count(link, ')');
  let end = link.length;
  for (; TRAILING.has(link.charAt(end - 1)); end -= 1) {
    if (link.charAt(end - 1) !== ')') continue;
    if (open >= 0) break;
    open += 1;
  }
  return link.slice(0, end);
};
const count = (s: string, c: string): number => s.split(c).length - 1;
